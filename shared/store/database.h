#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

/// The disk or the file failed; what() is a sentence for the operator.
class DatabaseError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A prepared statement. Bind, then step() until it says false; binding again starts anew. Texts and bytes
/// that are bound must stay where they are until the last step; those that are read are copied.
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql);

    /// The values of ?1, ?2 … in order. Resets the statement first.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        reset();
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }

    /// True while there is a row to read. Throws DatabaseError.
    bool step();
    /// Runs a statement that gives no rows, and lets go of its locks.
    void run();
    void reset();

    bool is_null(int column) const;
    std::int64_t number(int column) const;
    std::string text(int column) const;
    void read_text(int column, std::string& into) const; ///< the same, where memory is at hand

  private:
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, std::optional<std::int64_t> value);
    void bind_one(int index, std::string_view text);
    void bind_one(int index, std::span<const std::byte> bytes);

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An SQLite file. Belongs to one thread.
class Database {
  public:
    /// Opens the file or makes it. Throws DatabaseError.
    explicit Database(const std::filesystem::path& file);

    /// Opens an existing file without ever changing it or what lies beside it; another process may be
    /// writing it. Throws DatabaseError.
    static Database to_look_at(const std::filesystem::path& file);

    /// One or several statements without results.
    void run(const std::string& sql);
    Statement prepare(std::string_view sql) { return Statement(handle_.get(), sql); }

    /// The first value of the first row.
    std::string value(std::string_view sql);

    /// Everything of this one into an empty database, as of one moment; another process may go on writing
    /// this one (SQLite's online backup). Throws DatabaseError.
    void copy_into(Database& to);

    /// True while a transaction is open; some errors end it by themselves.
    bool in_transaction() const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    Database(const std::filesystem::path& file, const std::string& name, int flags);

    std::unique_ptr<sqlite3, Close> handle_;
};

} // namespace store
