#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#ifdef __SANITIZE_ADDRESS__
/// espeak-ng lets go of some of its translators when it changes the language: 1.3 kB each, which is its own
/// affair. Everything else has to be given back.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libespeak-ng.so\n";
}
#endif
