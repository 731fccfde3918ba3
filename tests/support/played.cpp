#include "tests/support/played.h"

#include "shared/base/file.h"

#include <sstream>

namespace support {

std::vector<Played> played(const std::filesystem::path& folder) {
    std::istringstream lines(base::read_file(folder / "speaker.log"));
    std::vector<Played> all;
    Played one{};
    std::string file;
    while (lines >> one.begin >> one.end >> file && std::getline(lines, one.title))
        all.push_back(one);
    return all;
}

} // namespace support
