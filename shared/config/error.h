#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace config {

/// One thing that is wrong in a file: a polite sentence that says what to do.
struct Error {
    std::string file;
    int line = 1;
    int column = 1;
    std::string message;

    /// "hall.toml:12:5: …", as editors and terminals understand it.
    std::string text() const;

    bool operator==(const Error&) const = default;
};

/// Everything that is wrong in a file, in the order of its lines. what() has one line for each.
class Errors : public std::runtime_error {
  public:
    explicit Errors(std::vector<Error> errors);

    const std::vector<Error>& all() const { return errors_; }

  private:
    std::vector<Error> errors_;
};

} // namespace config
