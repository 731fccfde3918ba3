#pragma once

#include "shared/base/clock.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace ship {

/// The city's database is out of reach, or said no; what() is a sentence for the operator, without a
/// password.
class CityError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Somebody asked the program to stop (SIGTERM, SIGINT) while it waited for the city.
class Interrupted : public std::runtime_error {
  public:
    Interrupted() : std::runtime_error("asked to stop while waiting for the city's database") {}
};

/// A connection string as it may be used: libpq's URI or its "host=… dbname=…". Throws CityError with a
/// sentence when it cannot be read, or holds a password: everybody on the machine can read a command line.
void check_address(const std::string& address);

/// What a question brought. Rows and columns count from 0.
class Rows {
  public:
    explicit Rows(pg_result* result) : result_(result) {}

    int size() const;
    int columns() const;
    bool is_null(int row, int column) const;
    std::string_view text(int row, int column) const; ///< as PostgreSQL writes it; lives as long as this
    /// Throws CityError when it is no whole number.
    std::int64_t number(int row, int column) const;

  private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

/// One connection to PostgreSQL. Every wait is bounded (kPatience), also for a server that takes bytes and
/// says nothing; after any CityError the connection is of no more use. The only place of libpq.
///
/// From a machine to another one TLS with a verified certificate is asked for, unless the address or
/// PGSSLMODE says otherwise. Belongs to one thread.
class Line {
  public:
    /// Connects. Throws CityError, Interrupted.
    explicit Line(const std::string& address);

    /// One statement with the values of $1, $2 … Throws CityError, Interrupted.
    Rows ask(const std::string& sql, std::initializer_list<std::optional<std::string>> values = {});

    /// One or several statements without values; what the last one brought.
    Rows run(const std::string& sql);

    /// COPY … FROM STDIN with these lines.
    void copy(const std::string& sql, std::string_view lines);

    std::string quoted(std::string_view text) const; ///< as a literal of SQL

    /// "jiaohao at city.example.org", for the log.
    std::string place() const;

    static constexpr base::Duration kPatience = std::chrono::seconds(30);

  private:
    struct Finish {
        void operator()(pg_conn* connection) const;
    };
    void connect();
    void wait(bool also_writable, base::Duration& left) const;
    void flush(base::Duration& left) const;
    Rows last_result();
    [[noreturn]] void fail() const;

    std::unique_ptr<pg_conn, Finish> connection_;
};

} // namespace ship
