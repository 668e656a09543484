/* Windows' own converters of text, which Wine 8 lacks and Qt6Core.dll will not load without.

Every opening is refused with the error that ICU gives where a converter is not there. Qt knows UTF-8, UTF-16, UTF-32 and
Latin-1 by itself, and the program asks it for nothing else; what is called with a converter is therefore never reached. */

#define GIVEN_OUT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4 }; /* as unicode/utypes.h counts them */

static void *refused(int *error)
{
    *error = FILE_ACCESS_ERROR;
    return 0;
}

GIVEN_OUT void *ucnv_open(const char *name, int *error) { return refused(error); }
GIVEN_OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return refused(error); }
GIVEN_OUT int ucnv_countAvailable(void) { return 0; }
GIVEN_OUT const char *ucnv_getAvailableName(int number) { return 0; }

/* Named by Qt6Core.dll, and called with an opened converter only. */
GIVEN_OUT void ucnv_close(void *opened) {}
GIVEN_OUT void ucnv_reset(void *opened) {}
GIVEN_OUT const char *ucnv_getName(const void *opened, int *error) { return refused(error); }
GIVEN_OUT signed char ucnv_getMaxCharSize(const void *opened) { return 1; }
GIVEN_OUT void ucnv_getToUCallBack(const void *opened, void **call, const void **context) {}
GIVEN_OUT void ucnv_getFromUCallBack(const void *opened, void **call, const void **context) {}
GIVEN_OUT void ucnv_setToUCallBack(void *opened, void *call, const void *context, void **before, const void **context_before,
                                   int *error) { refused(error); }
GIVEN_OUT void ucnv_setFromUCallBack(void *opened, void *call, const void *context, void **before, const void **context_before,
                                     int *error) { refused(error); }
GIVEN_OUT void ucnv_toUnicode(void *opened, void **target, const void *target_end, const char **source, const char *source_end,
                              int *offsets, signed char flush, int *error) { refused(error); }
GIVEN_OUT void ucnv_fromUnicode(void *opened, char **target, const char *target_end, const void **source,
                                const void *source_end, int *offsets, signed char flush, int *error) { refused(error); }
GIVEN_OUT int ucnv_toUCountPending(const void *opened, int *error) { refused(error); return 0; }
GIVEN_OUT int ucnv_fromUCountPending(const void *opened, int *error) { refused(error); return 0; }
GIVEN_OUT void ucnv_cbToUWriteUChars(void *arguments, const void *source, int length, int offset, int *error)
{
    refused(error);
}
GIVEN_OUT void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *source_end, int offset, int *error)
{
    refused(error);
}
GIVEN_OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
GIVEN_OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
