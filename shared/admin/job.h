#pragma once

#include "shared/link/line_options.h"

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace CLI {
class App;
}

namespace admin {

// Exit codes; see program.h.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kBadUsage = 2;
inline constexpr int kRefused = 3;
inline constexpr int kOutOfReach = 4;

/// What all subcommands share.
struct Settings {
    hall_link::CommonOptions common;
    std::filesystem::path
        state;         ///< the hall's state folder: for keys, and for the line when nothing else says
    bool json = false; ///< JSON on standard output instead of text for people
    int patience = 5;  ///< seconds to wait for the hall
};

/// Ends the program with an exit code and a sentence on standard error.
class Stop : public std::runtime_error {
  public:
    Stop(int code, const std::string& sentence) : std::runtime_error(sentence), code_(code) {}
    int code() const { return code_; }

  private:
    int code_;
};

/// The subcommand that was chosen; returns the exit code. Throws Stop, or what cannot be helped.
using Job = std::function<int(const Settings&)>;

// Each adds its subcommands to the command line; the one that is used sets `job`.
void add_commands(CLI::App& app, Job& job);  ///< take, call, … : one command to the hall
void add_questions(CLI::App& app, Job& job); ///< status, explain, check
void add_export(CLI::App& app, Job& job);
void add_report(CLI::App& app, Job& job); ///< a day, week or month in figures
void add_import(CLI::App& app, Job& job); ///< appointments import
void add_backup(CLI::App& app, Job& job); ///< backup, restore
void add_watch(CLI::App& app, Job& job);
void add_keys(CLI::App& app, Job& job);
void add_staff(CLI::App& app, Job& job);

} // namespace admin
