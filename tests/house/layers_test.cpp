// Who may include whom, and who alone may touch a library. The table is the one of shared/README.md.

#include "shared/base/file.h"
#include "shared/base/text.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using Parts = std::set<std::string>;

const std::map<std::string, Parts> kMayInclude{
    {"shared/base", {}},
    {"shared/language", {"shared/base"}},
    {"shared/model", {"shared/base"}},
    {"shared/config", {"shared/base", "shared/model"}},
    {"shared/loop", {"shared/base"}},
    {"shared/queue", {"shared/base", "shared/model"}},
    {"shared/wire", {"shared/base", "shared/model"}},
    {"shared/store", {"shared/base", "shared/model"}},
    {"shared/screen", {"shared/base", "shared/language"}},
    {"shared/takeover", {"shared/base", "shared/language", "shared/model", "shared/screen"}},
    {"shared/voice", {"shared/base", "shared/config"}},
    {"shared/usb", {"shared/base", "shared/loop"}},
    {"shared/serial", {"shared/base"}},
    {"shared/link", {"shared/base", "shared/model", "shared/loop", "shared/wire"}},
    {"shared/forecast", {"shared/base", "shared/model", "shared/queue"}},
    {"shared/report", {"shared/base", "shared/language", "shared/model", "shared/queue"}},
    {"shared/hall",
     {"shared/base", "shared/language", "shared/model", "shared/config", "shared/loop", "shared/queue",
      "shared/forecast", "shared/store", "shared/wire"}},
    {"shared/admin",
     {"shared/base", "shared/language", "shared/model", "shared/config", "shared/loop", "shared/queue",
      "shared/report", "shared/store", "shared/wire", "shared/link"}},
    {"shared/web",
     {"shared/base", "shared/language", "shared/model", "shared/config", "shared/loop", "shared/report",
      "shared/wire", "shared/link"}},
    {"shared/ship",
     {"shared/base", "shared/language", "shared/model", "shared/config", "shared/loop", "shared/queue",
      "shared/report", "shared/store", "shared/wire"}},
    {"shared/lab",
     {"shared/base", "shared/model", "shared/config", "shared/queue", "shared/forecast", "shared/store",
      "shared/wire"}},
    {"kiosk",
     {"shared/base", "shared/model", "shared/config", "shared/loop", "shared/screen", "shared/serial",
      "shared/usb", "shared/wire", "shared/link", "shared/voice", "shared/takeover"}},
    {"display",
     {"shared/base", "shared/language", "shared/model", "shared/config", "shared/loop", "shared/screen",
      "shared/serial", "shared/usb", "shared/wire", "shared/link", "shared/voice", "shared/takeover"}},
    {"caller",
     {"shared/base", "shared/model", "shared/config", "shared/loop", "shared/screen", "shared/serial",
      "shared/usb", "shared/wire", "shared/link", "shared/voice", "shared/takeover"}},
    {"printer",
     {"shared/base", "shared/model", "shared/config", "shared/loop", "shared/screen", "shared/usb",
      "shared/wire", "shared/link"}},
};

/// A library's header, and the parts that alone may include it.
const std::map<std::string, Parts> kAlone{
    {"<libusb", {"shared/usb"}},
    {"<jpeglib", {"shared/screen"}},
    {"<qrencode", {"shared/screen"}},
    {"<gif_lib", {"display"}},
    {"<sqlite3", {"shared/store", "printer"}},
    {"<nlohmann/", {"shared/lab", "shared/report", "shared/web"}},
    {"<httplib", {"shared/web"}},
    {"<openssl/", {"shared/web"}},
    {"<libpq-fe", {"shared/ship"}},
    {"<toml++", {"shared/config"}},
    {"<SDL2/SDL_audio", {"shared/voice"}},
    {"<SDL", {"shared/screen", "shared/voice"}},
    {"<espeak-ng/", {"shared/voice"}},
    {"<flite/", {"shared/voice"}},
    {"<mecab", {"shared/voice"}},
    {"<google/protobuf", {"shared/wire"}},
    {"hall.pb.h", {"shared/wire"}},
    {"<date/", {"shared/base"}},
    {"<boost/locale", {"shared/language", "shared/screen"}},
};

std::string part_of(const std::string& file) {
    for (const auto& [part, allowed] : kMayInclude)
        if (file.starts_with(part + "/"))
            return part;
    return {};
}

struct Include {
    std::string part; ///< where it stands
    std::string where;
    std::string what; ///< with its quotes or angle brackets
};

std::vector<Include> all_includes() {
    const std::filesystem::path root = JIAOHAO_SOURCE;
    std::vector<Include> includes;
    for (const char* folder : {"shared", "kiosk", "display", "caller", "printer"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp")
                continue;
            const std::string file = std::filesystem::relative(entry.path(), root);
            const std::string content = base::read_file(entry.path());
            for (const std::string_view line : base::split(content, '\n'))
                if (line.starts_with("#include "))
                    includes.push_back({part_of(file), file, std::string(base::trim(line.substr(9)))});
        }
    }
    return includes;
}

} // namespace

TEST_CASE("House: every source file belongs to a part, and includes only what its layer allows", "[house]") {
    const auto includes = all_includes();
    REQUIRE(includes.size() > 100);

    for (const Include& include : includes) {
        INFO(include.where << " includes " << include.what);
        REQUIRE_FALSE(include.part.empty());
        if (!include.what.starts_with('"'))
            continue;
        const std::string target = part_of(include.what.substr(1));
        if (target.empty())
            CHECK(include.what.find("hall.pb.h") !=
                  std::string::npos); // generated; all else is written from the root
        else
            CHECK((target == include.part || kMayInclude.at(include.part).contains(target)));
    }
}

TEST_CASE("House: a library is touched by its own part alone", "[house]") {
    for (const Include& include : all_includes()) {
        for (const auto& [header, parts] : kAlone) {
            if (include.what.find(header) == std::string::npos)
                continue;
            INFO(include.where << " includes " << include.what);
            CHECK(parts.contains(include.part));
        }
    }
}

TEST_CASE("House: the domain, its forecast and its reports read no clock and do no input or output",
          "[house]") {
    for (const Include& include : all_includes()) {
        if (include.part != "shared/queue" && include.part != "shared/forecast" &&
            include.part != "shared/report")
            continue;
        INFO(include.where << " includes " << include.what);
        for (const char* impure : {"base/log.h", "base/file.h", "base/random.h", "<fstream>", "<iostream>",
                                   "<thread>", "<mutex>", "<random>"})
            CHECK(include.what.find(impure) == std::string::npos);
    }
}
