"""A drive of another machine, as bad as they come: every lock is granted, whoever holds it. Run as a process of its own.

    python far_drive.py FOLDER PLACE KIND LATE

shows FOLDER at PLACE as a file system of the type fuse.KIND (fuse, where KIND is ''). What is written at PLACE reaches
FOLDER, and with it all other places it is shown at, only LATE seconds afterwards, flushed or not; a whole file at a time.
"""

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
import threading
import time

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

    def lock(self, _path, _fh, command, lock):
        if command == fcntl.F_GETLK:  # nobody ever holds what is asked for
            ctypes.cast(lock, ctypes.POINTER(ctypes.c_short)).contents.value = fcntl.F_UNLCK
        return 0

    def flock(self, _path, _fh, _operation):
        return 0


class LateDrive(FarDrive):
    """Keeps what was written to itself for some seconds, as a cache on this machine does; handles mean nothing to it."""

    def __init__(self, folder, late):
        super().__init__(folder)
        self._late = late
        self._cache = tempfile.mkdtemp(prefix="ieum-late-")
        self._changed = {}
        """When each path that was changed here, or taken away, is due at the server."""
        self._gone = set()
        self._held = threading.RLock()
        threading.Thread(target=self._keep_sending, daemon=True).start()

    def _path(self, path):
        if path in self._gone or path in self._changed:
            return self._kept(path)
        return super()._path(path)

    def _kept(self, path):
        return f"{self._cache}/{path.encode().hex()}"

    def _change(self, path, *, gone=False):
        with self._held:
            if path not in self._changed and not gone and os.path.exists(super()._path(path)):
                shutil.copy2(super()._path(path), self._kept(path))
            self._changed.setdefault(path, time.monotonic() + self._late)
            if gone:
                self._gone.add(path)
            else:
                self._gone.discard(path)

    def _keep_sending(self):
        while True:
            time.sleep(0.02)
            with self._held:
                for path in [path for path, due in self._changed.items() if due <= time.monotonic()]:
                    there = super()._path(path)
                    if path not in self._gone:
                        shutil.copy2(self._kept(path), f"{there}.{os.getpid()}.sent")
                        os.replace(f"{there}.{os.getpid()}.sent", there)
                        os.unlink(self._kept(path))
                    elif os.path.exists(there):
                        os.unlink(there)
                    del self._changed[path]
                    self._gone.discard(path)

    def getattr(self, path, _fh=None):
        with self._held:
            return super().getattr(path)

    def readdir(self, path, _fh):
        with self._held:
            below = path.rstrip("/") + "/"
            names = {name for name in os.listdir(self._path(path)) if not name.endswith(".sent")}
            names |= {each[len(below) :] for each in self._changed if each.startswith(below)}
            return [".", "..", *(name for name in names if below + name not in self._gone)]

    def open(self, path, flags):
        with self._held:
            os.close(os.open(self._path(path), os.O_RDONLY))
            if flags & os.O_TRUNC:
                self.truncate(path, 0)
        return 0

    def create(self, path, _mode, _fi=None):
        with self._held:
            self._change(path)
            open(self._kept(path), "wb").close()
        return 0

    def read(self, path, size, offset, _fh):
        with self._held, open(self._path(path), "rb") as file:
            return os.pread(file.fileno(), size, offset)

    def write(self, path, data, offset, _fh):
        with self._held:
            self._change(path)
            with open(self._kept(path), "r+b") as file:
                return os.pwrite(file.fileno(), data, offset)

    def truncate(self, path, length, _fh=None):
        with self._held:
            self._change(path)
            os.truncate(self._kept(path), length)

    def fsync(self, _path, _datasync, _fh):
        pass

    def release(self, _path, _fh):
        pass

    def unlink(self, path):
        with self._held:
            os.stat(self._path(path))
            if path in self._changed and path not in self._gone:
                os.unlink(self._kept(path))
            self._change(path, gone=True)

    def rename(self, old, new):
        with self._held:
            with open(self._path(old), "rb") as file:
                kept = file.read()
            self.create(new, 0)
            self.write(new, kept, 0, 0)
            self.unlink(old)

    def utimens(self, path, times=None):
        with self._held:
            self._change(path)
            os.utime(self._kept(path), ns=times)


if __name__ == "__main__":
    folder, place, kind, late = sys.argv[1:]
    how = {"subtype": kind} if kind else {}
    drive = LateDrive(folder, float(late)) if float(late) else FarDrive(folder)
    mfusepy.FUSE(drive, place, foreground=True, nothreads=True, fsname="server:/team", **how)
