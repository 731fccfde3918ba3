#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace support {

/// A real PostgreSQL of the tests' own, on a socket in a folder of its own; one for the whole test program,
/// started when it is first asked for and gone with the program. Throws std::runtime_error when there is none
/// to start.
class CityDatabase {
  public:
    /// An empty database of that server.
    CityDatabase();

    /// libpq's address, as the server's owner.
    const std::string& address() const { return address_; }
    /// The same as another login.
    std::string address_as(const std::string& login) const;

    /// What psql says to one statement: a line a row, a bar between the columns. Throws when it is refused.
    std::string sql(const std::string& statement) const;

  private:
    std::string name_;
    std::string address_;
};

} // namespace support
