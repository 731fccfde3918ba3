#pragma once

#include "printer/roll.h"
#include "shared/base/clock.h"
#include "shared/model/print.h"

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace printer {

/// A job that was accepted, and what has become of it.
struct Entry {
    model::PrintJob job;
    model::PrintResult result;
    base::WallTime received;

    bool is_open() const {
        return result.state == model::PrintState::Received || result.state == model::PrintState::Printing;
    }
};

/// The jobs on disk (SQLite, fully synchronous): what accept() has answered survives a kill and a power cut,
/// and a repeated id finds its first result. Only one process has a spool at a time.
///
/// Throws std::runtime_error with a sentence when the disk does not do what it should.
class Spool {
  public:
    /// Makes the folder with mode 0700.
    explicit Spool(const std::filesystem::path& folder);
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// Keeps the job, or finds that it is known: then it answers what has become of it. SpoolFull when two
    /// hundred are waiting.
    std::expected<model::PrintResult, model::PrintFault> accept(const model::PrintJob& job,
                                                                base::WallTime now);

    /// A job that never came, or has not come yet, is not to be printed: when it comes it finds that it was
    /// cancelled.
    void forbid(const std::string& job, base::WallTime now);

    void record(const model::PrintResult& result);

    /// What has become of the job, as far as it is known here.
    std::optional<model::PrintResult> result_of(const std::string& job) const;
    std::optional<Entry> find(const std::string& job) const;
    /// The jobs that are not finished, oldest first.
    std::vector<Entry> open_jobs() const;
    int count_open() const;

    /// The paper that is in the printer.
    Roll roll() const;
    void keep(const Roll& roll);

    /// Forgets finished jobs that were received before `time`.
    void forget_before(base::WallTime time);

  private:
    class Database;
    std::unique_ptr<Database> database_;
};

} // namespace printer
