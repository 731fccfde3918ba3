#include "shared/ship/schema.h"

#include "shared/base/file.h"

#include <fmt/core.h>

#include <algorithm>

namespace ship {

namespace {

constexpr std::size_t kLongestHallId = 32;
constexpr const char* kLock =
    "SELECT pg_advisory_xact_lock(4851160121)"; // one at a time; any fixed number does

struct Version {
    int schema = 0; ///< 0: there are no tables
    int serves = 0; ///< the oldest version that a program has to know
};

Version version_of(Line& city) {
    if (city.ask("SELECT FROM pg_namespace WHERE nspname = 'jiaohao'").size() == 0)
        return {};
    const Rows rows = city.ask("SELECT schema, serves FROM jiaohao.version");
    if (rows.size() != 1)
        return {};
    return {static_cast<int>(rows.number(0, 0)), static_cast<int>(rows.number(0, 1))};
}

} // namespace

int bring_up_to_date(Line& city) {
    city.run("BEGIN");
    city.run(kLock);
    const Version found = version_of(city);
    if (found.schema > kSchema)
        throw CityError(
            fmt::format("the city's tables are of version {}; this program knows {} and changes nothing",
                        found.schema, kSchema));
    for (int version = found.schema + 1; version <= kSchema; ++version)
        city.run(base::read_file(base::assets_folder() / "city" / fmt::format("schema-{}.sql", version)));
    city.run("COMMIT");
    return found.schema;
}

void check_schema(Line& city) {
    const Version found = version_of(city);
    if (found.schema == 0)
        throw CityError(
            "the city's database has no tables of ours; please run `jiaohao-ship schema --city …` as its "
            "owner");
    if (found.schema < kSchema)
        throw CityError(fmt::format("the city's tables are of version {}, this program needs {}; please run "
                                    "`jiaohao-ship schema --city …` as their owner",
                                    found.schema, kSchema));
    if (found.serves > kSchema)
        throw CityError(
            fmt::format("the city's tables (version {}) need a newer jiaohao-ship than this one, which "
                        "knows version {}; please upgrade it",
                        found.schema, kSchema));
}

void admit(Line& city, const std::string& hall, const std::string& login) {
    check_schema(city);
    city.run("BEGIN");
    const Rows quoted = city.ask("SELECT quote_ident($1)", {login});
    city.run(fmt::format("GRANT jiaohao_ship TO {}", quoted.text(0, 0)));
    city.ask(
        "INSERT INTO jiaohao.hall (hall, login) VALUES ($1, $2) ON CONFLICT (hall) DO UPDATE SET login = $2",
        {hall, login});
    city.run("COMMIT");
}

bool is_hall_id(std::string_view id) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !id.empty() && id.size() <= kLongestHallId && id.front() != '-' && std::ranges::all_of(id, fits);
}

} // namespace ship
