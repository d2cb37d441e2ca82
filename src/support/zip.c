#include "support/zip.h"

#include <libdeflate.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

enum { LEVEL = 6 };

static const uLong first_of_1980 = 0x00210000; /* the earliest that a ZIP can say */

struct pm_zip {
    pm_strbuf *out;
    size_t position;
    zipFile file;
    struct libdeflate_compressor *compressor;
    bool failed;
};

/* --- the buffer as minizip's file --- */

static voidpf ZCALLBACK open_buffer(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong ZCALLBACK read_buffer(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
    (void)opaque;
    pm_zip *zip = stream;
    size_t left = zip->out->length - zip->position, count = size < left ? size : left;
    memcpy(bytes, pm_strbuf_text(zip->out) + zip->position, count);
    zip->position += count;
    return (uLong)count;
}

/* minizip goes back only to fill in a header: what is there is written over, the rest appended. */
static uLong ZCALLBACK write_buffer(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
    (void)opaque;
    pm_zip *zip = stream;
    size_t left = zip->out->length - zip->position, over = size < left ? size : left;
    if (over) memcpy(zip->out->data + zip->position, bytes, over);
    pm_strbuf_append(zip->out, (const char *)bytes + over, size - over);
    zip->position += size;
    return size;
}

static ZPOS64_T ZCALLBACK tell_buffer(voidpf opaque, voidpf stream)
{
    (void)opaque;
    return ((const pm_zip *)stream)->position;
}

static long ZCALLBACK seek_buffer(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    (void)opaque;
    pm_zip *zip = stream;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                  : origin == ZLIB_FILEFUNC_SEEK_CUR ? zip->position
                                                     : zip->out->length;
    if (offset > zip->out->length - from) return -1;
    zip->position = from + (size_t)offset;
    return 0;
}

static int ZCALLBACK close_buffer(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static int ZCALLBACK tell_no_error(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* --- files --- */

pm_zip *pm_zip_create(pm_strbuf *out)
{
    pm_zip *zip = pm_calloc(1, sizeof *zip);
    zip->out = out;
    zlib_filefunc64_def functions = { open_buffer, read_buffer,  write_buffer,  tell_buffer,
                                      seek_buffer, close_buffer, tell_no_error, zip };
    zip->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!zip->compressor) pm_out_of_memory();
    zip->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    if (!zip->file) pm_out_of_memory();
    return zip;
}

/* minizip takes the bytes as they are ("raw"), with the checksum and length of what was packed. */
static bool add_packed(pm_zip *zip, const char *name, const char *packed, size_t size, const char *bytes,
                       size_t length)
{
    zip_fileinfo info = { .dosDate = first_of_1980 };
    return zipOpenNewFileInZip2_64(zip->file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, LEVEL, 1, 0) ==
               ZIP_OK &&
           zipWriteInFileInZip(zip->file, packed, (unsigned)size) == ZIP_OK &&
           zipCloseFileInZipRaw64(zip->file, length, libdeflate_crc32(0, bytes, length)) == ZIP_OK;
}

bool pm_zip_add(pm_zip *zip, const char *name, const char *bytes, size_t length)
{
    size_t bound = libdeflate_deflate_compress_bound(zip->compressor, length);
    bool done = bound <= UINT32_MAX;
    if (done) {
        char *packed = pm_calloc(bound, 1);
        size_t size = libdeflate_deflate_compress(zip->compressor, bytes, length, packed, bound);
        done = size > 0 && add_packed(zip, name, packed, size, bytes, length);
        free(packed);
    }
    zip->failed = zip->failed || !done;
    return done;
}

bool pm_zip_finish(pm_zip *zip)
{
    if (!zip) return false;
    bool done = zipClose(zip->file, NULL) == ZIP_OK && !zip->failed;
    libdeflate_free_compressor(zip->compressor);
    free(zip);
    return done;
}
