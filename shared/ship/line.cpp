#include "shared/ship/line.h"

#include "shared/base/text.h"

#include <fmt/core.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace ship {

namespace {

/// A turn of waiting: so long does it take until a signal is noticed.
constexpr base::Duration kGlance = std::chrono::milliseconds(100);

constexpr int kMostOptions = 64;

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

std::string sentence(const char* said) {
    return std::string(base::trim(base::one_line(said == nullptr ? "" : said)));
}

Options parsed(const std::string& address) {
    char* said = nullptr;
    PQconninfoOption* options = PQconninfoParse(address.c_str(), &said);
    const std::string why = sentence(said);
    PQfreemem(said);
    if (options == nullptr)
        throw CityError(fmt::format("the city's address cannot be understood ({}); please write it as "
                                    "postgresql://LOGIN@HOST/DATABASE",
                                    why));
    return {options, &PQconninfoFree};
}

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_this_machine(std::string_view host) {
    return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" ||
           host == "::1" || host.starts_with("127.");
}

/// What libpq is told: what the address says, and what keeps a dead line from being believed in.
struct Words {
    std::vector<const char*> keys;
    std::vector<const char*> values;

    void add(const char* key, const char* value) {
        keys.push_back(key);
        values.push_back(value);
    }
};

bool stop_is_asked() {
    sigset_t pending;
    sigemptyset(&pending);
    ::sigpending(&pending);
    return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

} // namespace

void check_address(const std::string& address) {
    const Options options = parsed(address);
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (std::string_view(option->keyword) == "password" && option->val != nullptr && *option->val != '\0')
            throw CityError(
                "the city's address holds a password, which others on this machine could read; please put "
                "it into ~/.pgpass or the file that PGPASSFILE names");
}

void Rows::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

int Rows::size() const {
    return PQntuples(result_.get());
}

int Rows::columns() const {
    return PQnfields(result_.get());
}

bool Rows::is_null(int row, int column) const {
    return PQgetisnull(result_.get(), row, column) == 1;
}

std::string_view Rows::text(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const {
    const auto value = base::parse_number<std::int64_t>(text(row, column));
    if (!value)
        throw CityError("the city's database answered with something that is no number");
    return *value;
}

void Line::Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

Line::Line(const std::string& address) {
    check_address(address);
    const Options options = parsed(address);
    Words words;
    std::string_view host = environment("PGHOST");
    bool has_mode = !environment("PGSSLMODE").empty();
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr || words.keys.size() > kMostOptions)
            continue;
        words.add(option->keyword, option->val);
        const std::string_view key = option->keyword;
        if (key == "host" || key == "hostaddr")
            host = option->val;
        has_mode = has_mode || key == "sslmode" || key == "service";
    }
    if (!has_mode && !is_this_machine(host))
        words.add("sslmode", "verify-full");
    for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"fallback_application_name", "jiaohao-ship"},
             {"client_encoding", "UTF8"},
             {"keepalives_idle", "10"},
             {"keepalives_interval", "5"},
             {"keepalives_count", "3"},
             {"tcp_user_timeout", "20000"}})
        if (std::ranges::find(words.keys, std::string_view(key)) == words.keys.end())
            words.add(key, value);
    words.add(nullptr, nullptr);
    connection_.reset(PQconnectStartParams(words.keys.data(), words.values.data(), 0));
    if (!connection_)
        throw CityError("there is no memory for a connection to the city's database");
    connect();
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
    // A statement that lasts longer than anybody waits is ended; a client that is gone holds no lock for
    // long.
    run("SET statement_timeout = '25s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = "
        "'60s'; "
        "SET search_path = pg_catalog; SET jit = off");
}

void Line::fail() const {
    const std::string why = sentence(PQerrorMessage(connection_.get()));
    throw CityError(why.empty() ? "the city's database has ended the connection" : why);
}

void Line::connect() {
    base::Duration left = kPatience;
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (true) {
        if (PQstatus(connection_.get()) == CONNECTION_BAD)
            fail();
        if (next == PGRES_POLLING_OK)
            break;
        wait(next == PGRES_POLLING_WRITING, left);
        next = PQconnectPoll(connection_.get());
        if (next == PGRES_POLLING_FAILED)
            fail();
    }
    PQsetnonblocking(connection_.get(), 1);
}

/// Until the socket can be read, or written if that is wanted. Takes from `left` what it waited.
void Line::wait(bool also_writable, base::Duration& left) const {
    pollfd socket{PQsocket(connection_.get()), static_cast<short>(also_writable ? POLLIN | POLLOUT : POLLIN),
                  0};
    while (::poll(&socket, 1, static_cast<int>(kGlance.count())) <= 0) {
        if (stop_is_asked())
            throw Interrupted();
        left -= kGlance;
        if (left <= base::Duration::zero())
            throw CityError(
                fmt::format("the city's database has not answered for {} s", kPatience.count() / 1000));
    }
}

void Line::flush(base::Duration& left) const {
    while (true) {
        const int state = PQflush(connection_.get());
        if (state < 0)
            fail();
        if (state == 0)
            return;
        wait(true, left);
        if (PQconsumeInput(connection_.get()) == 0)
            fail();
    }
}

Rows Line::last_result() {
    base::Duration left = kPatience;
    flush(left);
    Rows last(nullptr);
    std::string error;
    while (true) {
        while (PQisBusy(connection_.get()) != 0) {
            wait(false, left);
            if (PQconsumeInput(connection_.get()) == 0)
                fail();
        }
        PGresult* result = PQgetResult(connection_.get());
        if (result == nullptr)
            break;
        Rows rows(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COPY_IN)
            return rows;
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
            last = std::move(rows);
        else if (error.empty())
            error = sentence(PQresultErrorMessage(result));
        left = kPatience;
    }
    if (!error.empty())
        throw CityError(error);
    return last;
}

Rows Line::ask(const std::string& sql, std::initializer_list<std::optional<std::string>> values) {
    std::vector<const char*> pointers;
    pointers.reserve(values.size());
    for (const auto& value : values)
        pointers.push_back(value ? value->c_str() : nullptr);
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(pointers.size()), nullptr,
                          pointers.data(), nullptr, nullptr, 0) == 0)
        fail();
    return last_result();
}

Rows Line::run(const std::string& sql) {
    if (PQsendQuery(connection_.get(), sql.c_str()) == 0)
        fail();
    return last_result();
}

void Line::copy(const std::string& sql, std::string_view lines) {
    constexpr std::size_t kPiece = 64U << 10U;
    run(sql);
    while (!lines.empty()) {
        const auto piece = lines.substr(0, kPiece);
        base::Duration left = kPatience;
        int state = 0;
        while ((state = PQputCopyData(connection_.get(), piece.data(), static_cast<int>(piece.size()))) == 0)
            wait(true, left);
        if (state < 0)
            fail();
        flush(left);
        lines.remove_prefix(piece.size());
    }
    base::Duration left = kPatience;
    int state = 0;
    while ((state = PQputCopyEnd(connection_.get(), nullptr)) == 0)
        wait(true, left);
    if (state < 0)
        fail();
    last_result();
}

std::string Line::quoted(std::string_view text) const {
    char* literal = PQescapeLiteral(connection_.get(), text.data(), text.size());
    if (literal == nullptr)
        fail();
    std::string quoted = literal;
    PQfreemem(literal);
    return quoted;
}

std::string Line::place() const {
    const char* host = PQhost(connection_.get());
    const std::string_view at = host == nullptr || *host == '\0' ? "this machine" : host;
    return fmt::format("{} at {}", PQdb(connection_.get()), at);
}

} // namespace ship
