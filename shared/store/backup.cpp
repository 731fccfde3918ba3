#include "shared/store/backup.h"

#include "shared/base/file.h"
#include "shared/base/lock.h"
#include "shared/base/text.h"
#include "shared/store/journal.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <vector>

namespace store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestFile = 64U << 10U;
constexpr std::size_t kMostFiles = 10'000;

/// A file of the state folder, by its name in there: "devices.conf", "keys/hall.key".
struct Companion {
    std::string name;
    std::string content;
};

bool is_plain(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= 128 && name.front() != '.' && std::ranges::all_of(name, allowed);
}

/// Nothing that a backup could bring may lie elsewhere than it did.
bool is_companion(std::string_view name) {
    constexpr std::string_view kKeys = "keys/";
    if (name == "devices.conf")
        return true;
    return name.starts_with(kKeys) && is_plain(name.substr(kKeys.size()));
}

std::vector<Companion> companions_in(const fs::path& state) {
    std::vector<Companion> companions;
    if (fs::exists(state / "devices.conf"))
        companions.push_back({"devices.conf", base::read_file(state / "devices.conf", kLargestFile)});
    if (!fs::is_directory(state / "keys"))
        return companions;
    for (const auto& entry : fs::directory_iterator(state / "keys")) {
        std::string name = "keys/" + entry.path().filename().string();
        if (entry.is_regular_file() && is_companion(name))
            companions.push_back({std::move(name), base::read_file(entry.path(), kLargestFile)});
    }
    std::ranges::sort(companions, {}, &Companion::name);
    return companions;
}

/// A new file that nobody else may read, taking the place of `file` at the end; gone when it comes to none.
class Draft {
  public:
    explicit Draft(const fs::path& file) : file_(file), path_(file) {
        path_ += ".part";
        base::write_file(path_, {}, 0600);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }

    const fs::path& path() const { return path_; }

    void take_its_place() {
        base::flush(path_);
        fs::rename(path_, file_);
        const fs::path folder = file_.parent_path();
        base::flush(folder.empty() ? fs::path(".") : folder);
    }

  private:
    fs::path file_;
    fs::path path_;
};

Kept told(Database& database, std::size_t files) {
    const auto number = [&](const char* sql) {
        Statement statement = database.prepare(sql);
        return statement.step() ? statement.number(0) : 0;
    };
    return {static_cast<std::uint64_t>(number("SELECT count(*) FROM event")),
            static_cast<std::uint64_t>(number("SELECT ifnull(max(seq), 0) FROM event")),
            static_cast<int>(number("SELECT day FROM event ORDER BY seq DESC LIMIT 1")), files};
}

void check_whole(Database& database, const fs::path& file) {
    if (const auto verdict = database.value("PRAGMA integrity_check(1)"); verdict != "ok")
        throw DatabaseError(
            fmt::format("{} is damaged ({}); please take another backup", file.string(), verdict));
}

void check_is_backup(Database& database, const fs::path& file) {
    const auto version = base::parse_number<int>(database.value("PRAGMA user_version")).value_or(0);
    const bool has_files =
        database.value("SELECT count(*) FROM sqlite_master WHERE type='table' AND name='kept_file'") == "1";
    if (version == 0 || !has_files)
        throw DatabaseError(fmt::format("{} is no backup of a hall", file.string()));
    if (version > Reader::kSchema)
        throw DatabaseError(fmt::format(
            "the backup {} was made by a newer version ({}); this one reads {}. Please install it first",
            file.string(), version, Reader::kSchema));
    check_whole(database, file);
}

std::vector<Companion> companions_of(Database& backup, const fs::path& file) {
    std::vector<Companion> companions;
    auto rows = backup.prepare("SELECT name, content FROM kept_file");
    while (rows.step()) {
        companions.push_back({rows.text(0), rows.text(1)});
        const Companion& one = companions.back();
        if (!is_companion(one.name) || one.content.size() > kLargestFile || companions.size() > kMostFiles)
            throw DatabaseError(fmt::format("{} is no backup of a hall", file.string()));
    }
    return companions;
}

} // namespace

Kept back_up(const fs::path& state, const fs::path& file) {
    const fs::path journal = state / kJournalFile;
    if (!fs::exists(journal))
        throw base::FileError(
            fmt::format("there is no journal in {}; --state names a hall's state folder, which "
                        "holds {}",
                        state.string(), kJournalFile));
    Draft draft(file);
    Kept kept;
    {
        Database copy(draft.path());
        Database::to_look_at(journal).copy_into(copy);
        copy.run("PRAGMA journal_mode=DELETE"); // one file
        copy.run("CREATE TABLE kept_file (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT");
        const auto companions = companions_in(state);
        auto insert = copy.prepare("INSERT INTO kept_file VALUES (?1, ?2)");
        for (const Companion& one : companions)
            insert.bind(std::string_view(one.name), std::as_bytes(std::span(one.content))).run();
        check_whole(copy, draft.path());
        kept = told(copy, companions.size());
    }
    draft.take_its_place();
    return kept;
}

Kept restore(const fs::path& file, const fs::path& state) {
    if (!fs::is_regular_file(file))
        throw base::FileError(fmt::format("there is no backup {}", file.string()));
    Database backup = Database::to_look_at(file);
    check_is_backup(backup, file);
    const auto companions = companions_of(backup, file);

    base::make_private_folder(state);
    const base::FileLock lock(state / "lock");
    if (!lock.held())
        throw base::FileError(
            fmt::format("a hall is running with the state folder {}; please stop it first", state.string()));
    // A log that a killed hall left would be played over the restored journal.
    for (const char* ending : {"", "-wal", "-shm"})
        if (fs::exists(state / (std::string(kJournalFile) + ending)))
            throw base::FileError(
                fmt::format("{} has a journal already, which would be lost; please move the folder "
                            "away first",
                            state.string()));
    base::make_private_folder(state / "keys");
    for (const Companion& one : companions)
        base::write_file(state / one.name, one.content, 0600);

    Draft draft(state / kJournalFile);
    Kept kept;
    {
        Database journal(draft.path());
        backup.copy_into(journal);
        journal.run("PRAGMA journal_mode=DELETE");
        journal.run("PRAGMA secure_delete=ON"); // no key stays in what becomes free
        journal.run("DROP TABLE kept_file");
        journal.run(fmt::format("UPDATE meta SET store={}", static_cast<std::int64_t>(random_store())));
        check_whole(journal, draft.path());
        kept = told(journal, companions.size());
    }
    draft.take_its_place();
    return kept;
}

} // namespace store
