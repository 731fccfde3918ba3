#include "shared/store/database.h"

#include "shared/base/remedy.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <cerrno>

namespace store {

namespace {

/// What failed, and what the operator does about it. `error`: errno, of the call to the system that failed.
std::string sentence(std::string_view what, int result, int error) {
    switch (result & 0xff) {
    case SQLITE_FULL:
        return fmt::format("{}; please make room on its disk", what);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return fmt::format("{}: {}", what, base::with_remedy(error));
    case SQLITE_READONLY:
        return fmt::format(
            "{}; please mount its disk for writing, and give folder and file to the user that runs "
            "this program (chown)",
            what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fmt::format("{}; please look after the disk (dmesg) and, should it stay so, restore a copy",
                           what);
    case SQLITE_BUSY:
        return fmt::format("{}; please end the program that holds it", what);
    default:
        return std::string(what);
    }
}

[[noreturn]] void fail(sqlite3* database) {
    const int error = errno; // SQLite tells the system's reason of some failures only
    const char* file = sqlite3_db_filename(database, "main");
    throw DatabaseError(fmt::format("the journal {} failed: {}", file == nullptr ? "" : file,
                                    sentence(sqlite3_errmsg(database), sqlite3_errcode(database), error)));
}

/// As SQLite reads file names that carry parameters.
std::string uri_of(const std::filesystem::path& file) {
    std::string uri = "file://";
    for (const char c : std::filesystem::absolute(file).lexically_normal().string())
        if (c == '%' || c == '?' || c == '#')
            uri += fmt::format("%{:02x}", c);
        else
            uri += c;
    return uri;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    const int length = static_cast<int>(sql.size());
    if (sqlite3_prepare_v3(database, sql.data(), length, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
        fail(database);
    statement_.reset(statement);
}

bool Statement::step() {
    switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        fail(database_);
    }
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(statement_.get()); // repeats the error that step() has thrown already
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
    std::string text;
    read_text(column, text);
    return text;
}

void Statement::read_text(int column, std::string& into) const {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    if (bytes == nullptr) // empty
        into.clear();
    else
        into.assign(static_cast<const char*>(bytes),
                    static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

void Statement::bind_one(int index, std::int64_t value) {
    if (sqlite3_bind_int64(statement_.get(), index, value) != SQLITE_OK)
        fail(database_);
}

void Statement::bind_one(int index, std::optional<std::int64_t> value) {
    if (value)
        bind_one(index, *value);
    else if (sqlite3_bind_null(statement_.get(), index) != SQLITE_OK)
        fail(database_);
}

void Statement::bind_one(int index, std::string_view text) {
    // A null pointer would bind NULL: an empty text is not that.
    const char* begin = text.data() == nullptr ? "" : text.data();
    if (sqlite3_bind_text64(statement_.get(), index, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK)
        fail(database_);
}

void Statement::bind_one(int index, std::span<const std::byte> bytes) {
    const void* begin = bytes.data() == nullptr ? static_cast<const void*>("") : bytes.data();
    if (sqlite3_bind_blob64(statement_.get(), index, begin, bytes.size(), SQLITE_STATIC) != SQLITE_OK)
        fail(database_);
}

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close(handle);
}

Database::Database(const std::filesystem::path& file)
    : Database(file, file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Database::Database(const std::filesystem::path& file, const std::string& name, int flags) {
    // Nobody asks SQLite how much memory it has, and counting costs a lock each time. Before its first use
    // only.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3* handle = nullptr;
    const int result =
        sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    handle_.reset(handle);
    if (result != SQLITE_OK)
        throw DatabaseError(fmt::format("cannot open the journal {}: {}", file.string(),
                                        sentence(sqlite3_errstr(result), result, errno)));
    sqlite3_busy_timeout(handle, 5000); // a backup or a reader may hold the file for a moment
}

Database Database::to_look_at(const std::filesystem::path& file) {
    // Without a write-ahead log beside it nobody has the file open. Even a reader would then make an empty
    // log and its index; an immutable file needs neither.
    std::filesystem::path log = file;
    log += "-wal";
    const bool in_use = std::filesystem::exists(log);
    return Database(file, uri_of(file) + (in_use ? "?mode=ro" : "?mode=ro&immutable=1"),
                    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

void Database::run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(handle_.get());
}

std::string Database::value(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.text(0) : std::string();
}

void Database::copy_into(Database& to) {
    sqlite3_backup* backup = sqlite3_backup_init(to.handle_.get(), "main", handle_.get(), "main");
    if (backup == nullptr)
        fail(to.handle_.get());
    sqlite3_backup_step(backup, -1); // in one step: in several, each commit of the hall would begin it anew
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        fail(to.handle_.get());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

} // namespace store
