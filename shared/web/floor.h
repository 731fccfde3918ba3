#pragma once

#include "shared/base/clock.h"
#include "shared/web/bulletin.h"
#include "shared/web/courier.h"
#include "shared/web/files.h"
#include "shared/web/languages.h"
#include "shared/web/options.h"
#include "shared/web/streams.h"

namespace web {

/// What every family of pages works with. All of it is safe from the server's threads and outlives them.
///
/// A family is a class that is made from a Floor and adds its routes: `void mount(httplib::Server& server)`.
struct Floor {
    const Options& options;
    const base::Clock& clock;
    const Bulletin& bulletin;
    Courier& courier;
    Streams& streams;
    const Languages& languages;
    const Files& files;
};

} // namespace web
