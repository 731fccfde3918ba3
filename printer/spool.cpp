#include "printer/spool.h"

#include "shared/base/lock.h"
#include "shared/wire/codec.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <utility>

namespace printer {
namespace {

constexpr int kMostOpen = 200;

constexpr const char* kSchema = "CREATE TABLE IF NOT EXISTS job("
                                "  id TEXT PRIMARY KEY,"
                                "  received INTEGER NOT NULL,"
                                "  open INTEGER NOT NULL,"
                                "  body BLOB NOT NULL,"
                                "  result BLOB NOT NULL);"
                                "CREATE INDEX IF NOT EXISTS job_open ON job(open, received);"
                                "CREATE TABLE IF NOT EXISTS roll("
                                "  id INTEGER PRIMARY KEY CHECK(id = 0),"
                                "  used INTEGER NOT NULL,"
                                "  ticket INTEGER NOT NULL,"
                                "  ended INTEGER NOT NULL,"
                                "  sensed INTEGER NOT NULL)";

bool is_open(model::PrintState state) {
    return state == model::PrintState::Received || state == model::PrintState::Printing;
}

} // namespace

class Spool::Database {
  public:
    explicit Database(const std::filesystem::path& folder);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    class Statement;
    Statement prepare(const char* sql);

  private:
    void lock(const std::filesystem::path& folder);
    void run(const char* sql);
    [[noreturn]] void fail() const;

    sqlite3* handle_ = nullptr;
    std::optional<base::FileLock> lock_;
};

/// One prepared statement; bound from 1 on, read from 0 on.
class Spool::Database::Statement {
  public:
    Statement(Database& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    Statement& text(int at, const std::string& value) {
        sqlite3_bind_text(statement_, at, value.c_str(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& blob(int at, const std::string& value) {
        sqlite3_bind_blob(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& number(int at, std::int64_t value) {
        sqlite3_bind_int64(statement_, at, value);
        return *this;
    }
    bool step() {
        const auto result = sqlite3_step(statement_);
        if (result != SQLITE_ROW && result != SQLITE_DONE)
            database_.fail();
        return result == SQLITE_ROW;
    }
    std::string_view blob(int at) const {
        return {static_cast<const char*>(sqlite3_column_blob(statement_, at)),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, at))};
    }
    std::int64_t number(int at) const { return sqlite3_column_int64(statement_, at); }

  private:
    Database& database_;
    sqlite3_stmt* statement_;
};

Spool::Database::Database(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    lock(folder);
    if (sqlite3_open((folder / "spool.sqlite").c_str(), &handle_) != SQLITE_OK)
        fail();
    sqlite3_busy_timeout(handle_, 2000);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run(kSchema);
}

Spool::Database::~Database() {
    sqlite3_close(handle_);
}

// Two processes on one printer would each print its half.
void Spool::Database::lock(const std::filesystem::path& folder) {
    lock_.emplace(folder / "lock");
    if (!lock_->held())
        throw std::runtime_error(fmt::format(
            "{}: another jiaohao-printer uses this spool; please stop it first", folder.string()));
}

void Spool::Database::run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail();
}

void Spool::Database::fail() const {
    throw std::runtime_error(fmt::format("the spool: {}", sqlite3_errmsg(handle_)));
}

Spool::Database::Statement Spool::Database::prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) != SQLITE_OK)
        fail();
    return {*this, statement};
}

namespace {

std::optional<Entry> entry_of(std::string_view body, std::string_view result, std::int64_t received) {
    auto job = wire::decode_print_job(body);
    auto outcome = wire::decode_print_result(result);
    if (!job || !outcome)
        return std::nullopt;
    return Entry{std::move(*job), std::move(*outcome), base::WallTime(base::Duration(received))};
}

} // namespace

Spool::Spool(const std::filesystem::path& folder) : database_(std::make_unique<Database>(folder)) {}
Spool::~Spool() = default;

std::expected<model::PrintResult, model::PrintFault> Spool::accept(const model::PrintJob& job,
                                                                   base::WallTime now) {
    if (const auto known = result_of(job.job))
        return *known;
    if (count_open() >= kMostOpen)
        return std::unexpected(model::PrintFault::SpoolFull);
    model::PrintResult result;
    result.job = job.job;
    database_->prepare("INSERT OR REPLACE INTO job(id, received, open, body, result) VALUES(?, ?, 1, ?, ?)")
        .text(1, job.job)
        .number(2, now.time_since_epoch().count())
        .blob(3, wire::encode(job))
        .blob(4, wire::encode(result))
        .step();
    return result;
}

void Spool::forbid(const std::string& job, base::WallTime now) {
    model::PrintResult result;
    result.job = job;
    result.state = model::PrintState::Failed;
    result.fault = model::PrintFault::Cancelled;
    database_->prepare("INSERT OR IGNORE INTO job(id, received, open, body, result) VALUES(?, ?, 0, x'', ?)")
        .text(1, job)
        .number(2, now.time_since_epoch().count())
        .blob(3, wire::encode(result))
        .step();
}

void Spool::record(const model::PrintResult& result) {
    database_->prepare("UPDATE job SET result = ?, open = ? WHERE id = ?")
        .blob(1, wire::encode(result))
        .number(2, is_open(result.state) ? 1 : 0)
        .text(3, result.job)
        .step();
}

std::optional<model::PrintResult> Spool::result_of(const std::string& job) const {
    auto statement = database_->prepare("SELECT result FROM job WHERE id = ?");
    if (!statement.text(1, job).step())
        return std::nullopt;
    const auto result = wire::decode_print_result(statement.blob(0));
    return result ? std::optional(*result) : std::nullopt;
}

std::optional<Entry> Spool::find(const std::string& job) const {
    auto statement = database_->prepare("SELECT body, result, received FROM job WHERE id = ?");
    if (!statement.text(1, job).step())
        return std::nullopt;
    return entry_of(statement.blob(0), statement.blob(1), statement.number(2));
}

std::vector<Entry> Spool::open_jobs() const {
    std::vector<Entry> entries;
    auto statement =
        database_->prepare("SELECT body, result, received FROM job WHERE open = 1 ORDER BY received, rowid");
    while (statement.step())
        if (auto entry = entry_of(statement.blob(0), statement.blob(1), statement.number(2)))
            entries.push_back(std::move(*entry));
    return entries;
}

int Spool::count_open() const {
    auto statement = database_->prepare("SELECT count(*) FROM job WHERE open = 1");
    statement.step();
    return static_cast<int>(statement.number(0));
}

Roll Spool::roll() const {
    auto statement = database_->prepare("SELECT used, ticket, ended, sensed FROM roll");
    if (!statement.step())
        return {};
    return {static_cast<int>(statement.number(0)), static_cast<int>(statement.number(1)),
            statement.number(2) != 0, statement.number(3) != 0};
}

void Spool::keep(const Roll& roll) {
    database_->prepare("INSERT OR REPLACE INTO roll(id, used, ticket, ended, sensed) VALUES(0, ?, ?, ?, ?)")
        .number(1, roll.used)
        .number(2, roll.ticket)
        .number(3, roll.ended ? 1 : 0)
        .number(4, roll.sensed ? 1 : 0)
        .step();
}

void Spool::forget_before(base::WallTime time) {
    database_->prepare("DELETE FROM job WHERE open = 0 AND received < ?")
        .number(1, time.time_since_epoch().count())
        .step();
}

} // namespace printer
