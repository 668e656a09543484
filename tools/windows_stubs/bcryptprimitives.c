/* Windows' source of random bytes, which Wine 8 lacks and libraries written in Rust will not load without.

The bytes come from the older call that Wine has, which takes no more than 4 GB at a time. */

#include <windows.h>

/* RtlGenRandom; the header that names it is not meant for C. */
BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T size)
{
    while (size > 0) {
        ULONG now = size > MAXLONG ? MAXLONG : (ULONG)size;
        if (!SystemFunction036(bytes, now))
            return FALSE;
        bytes += now;
        size -= now;
    }
    return TRUE;
}
