#include "shared/store/database.h"

#include <fmt/core.h>
#include <sqlite3.h>

namespace store {

namespace {

[[noreturn]] void fail(sqlite3* database) {
    const char* file = sqlite3_db_filename(database, "main");
    throw DatabaseError(
        fmt::format("the journal {} failed: {}", file == nullptr ? "" : file, sqlite3_errmsg(database)));
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
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string()
                            : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
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
    if (sqlite3_bind_text64(statement_.get(), index, begin, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) !=
        SQLITE_OK)
        fail(database_);
}

void Statement::bind_one(int index, std::span<const std::byte> bytes) {
    const void* begin = bytes.data() == nullptr ? static_cast<const void*>("") : bytes.data();
    if (sqlite3_bind_blob64(statement_.get(), index, begin, bytes.size(), SQLITE_TRANSIENT) != SQLITE_OK)
        fail(database_);
}

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close(handle);
}

Database::Database(const std::filesystem::path& file)
    : Database(file, file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Database::Database(const std::filesystem::path& file, const std::string& name, int flags) {
    sqlite3* handle = nullptr;
    const int result =
        sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    handle_.reset(handle);
    if (result != SQLITE_OK)
        throw DatabaseError(
            fmt::format("cannot open the journal {}: {}", file.string(), sqlite3_errstr(result)));
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

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

} // namespace store
