#include "shared/voice/late_library.h"

#include <dlfcn.h>

#include <stdexcept>

namespace voice {

LateLibrary::LateLibrary(const char* file, const char* package)
    : file_(file), package_(package), handle_(dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr)
        throw std::runtime_error(std::string("cannot load ") + dlerror() + ": is the package " + package_ +
                                 " installed?");
}

void* LateLibrary::find(const char* name) const {
    void* const found = dlsym(handle_, name);
    if (found == nullptr)
        throw std::runtime_error(file_ + " has no " + name + ": is the package " + package_ +
                                 " that of Debian 12?");
    return found;
}

} // namespace voice
