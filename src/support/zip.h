/*
 * ZIP archives in memory, the same bytes for the same files: no times, files in the order given.
 *
 * minizip writes the container, libdeflate (which packs PNG, too) the contents. Against libzip: that brings
 * OpenSSL into every run of the program, and takes an archive's times in the machine's time zone.
 */
#ifndef PM_SUPPORT_ZIP_H
#define PM_SUPPORT_ZIP_H

#include <stdbool.h>

#include "support/strbuf.h"

typedef struct pm_zip pm_zip;

/* An archive that is appended to `out`, which must be empty and outlive it. */
pm_zip *pm_zip_create(pm_strbuf *out);

/* Adds a file; false when it cannot be (4 GiB and more). */
bool pm_zip_add(pm_zip *zip, const char *name, const char *bytes, size_t length);

/* Completes the archive and frees the writer; false when any step failed. NULL is fine: false. */
bool pm_zip_finish(pm_zip *zip);

#endif
