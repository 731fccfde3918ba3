#pragma once

#include "shared/base/log.h"

#include <cstdlib>

/// Stops the process on a bug. The supervisor restarts it; the journal is whole.
#define CHECK_BUG(condition)                                                                                 \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            ::base::log_error("bug", "{}:{}: {}", __FILE__, __LINE__, #condition);                           \
            std::abort();                                                                                    \
        }                                                                                                    \
    } while (false)
