#include "cli/http_library.h"

#include <dlfcn.h>
#include <string.h>

static const char library[] = "libmicrohttpd.so.12"; /* 12: the interface of every release since 2013 */

bool pm_mhd_load(pm_mhd *mhd, pm_diagnostics *diagnostics)
{
    bool done = true;
    mhd->handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    void *address;
#define LOAD(name) \
    address = mhd->handle ? dlsym(mhd->handle, "MHD_" #name) : NULL; \
    done = done && address; \
    memcpy(&mhd->name, &address, sizeof address);
    PM_MHD_FUNCTIONS(LOAD)
#undef LOAD
    if (done) return true;
    pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot load %s, which the server needs", library);
    pm_hint(diagnostics, "on Debian: apt-get install libmicrohttpd12");
    return false;
}
