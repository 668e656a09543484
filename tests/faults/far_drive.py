"""A drive of another machine, as bad as they come: every lock is granted, whoever holds it. Run as a process of its own.

    python far_drive.py FOLDER PLACE KIND

shows FOLDER at PLACE as a file system of the type fuse.KIND (fuse, where KIND is '').
"""

import os
import sys

import mfusepy


class FarDrive(mfusepy.Operations):
    """Passes everything on to a folder but locks, which it only pretends to take."""

    use_ns = True

    def __init__(self, folder):
        self._folder = folder

    def _path(self, path):
        return self._folder + path

    def getattr(self, path, _fh=None):
        found = os.lstat(self._path(path))
        return {
            **{key: getattr(found, key) for key in ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size", "st_ino")},
            "st_atime": found.st_atime_ns, "st_mtime": found.st_mtime_ns, "st_ctime": found.st_ctime_ns,
        }  # fmt: skip

    def readdir(self, path, _fh):
        return [".", "..", *os.listdir(self._path(path))]

    def open(self, path, flags):
        return os.open(self._path(path), flags & ~os.O_APPEND)

    def create(self, path, mode, _fi=None):
        return os.open(self._path(path), os.O_RDWR | os.O_CREAT, mode)

    def read(self, _path, size, offset, fh):
        return os.pread(fh, size, offset)

    def write(self, _path, data, offset, fh):
        return os.pwrite(fh, data, offset)

    def truncate(self, path, length, _fh=None):
        os.truncate(self._path(path), length)

    def fsync(self, _path, _datasync, fh):
        os.fsync(fh)

    def release(self, _path, fh):
        os.close(fh)

    def unlink(self, path):
        os.unlink(self._path(path))

    def rename(self, old, new):
        os.replace(self._path(old), self._path(new))

    def mkdir(self, path, mode):
        os.mkdir(self._path(path), mode)

    def rmdir(self, path):
        os.rmdir(self._path(path))

    def chmod(self, path, mode):
        os.chmod(self._path(path), mode)

    def utimens(self, path, times=None):
        os.utime(self._path(path), ns=times)

    def statfs(self, path):
        found = os.statvfs(self._path(path))
        return {
            key: getattr(found, key) for key in ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail")
        }

    def lock(self, _path, _fh, _command, _lock):
        return 0

    def flock(self, _path, _fh, _operation):
        return 0


if __name__ == "__main__":
    folder, place, kind = sys.argv[1:]
    how = {"subtype": kind} if kind else {}
    mfusepy.FUSE(FarDrive(folder), place, foreground=True, nothreads=True, fsname="server:/team", **how)
