// Records what a real hall writes and sends on a busy day, cuts the power at every moment of it, and opens
// what the disk then holds.

#include "shared/base/file.h"
#include "shared/base/random.h"
#include "shared/config/hall_config.h"
#include "shared/hall/authority.h"
#include "shared/wire/devices.h"
#include "tests/crash/crowd.h"
#include "tests/crash/faults.h"
#include "tests/crash/recording.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/told_day.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <set>

namespace {

using namespace std::chrono_literals;
using crash::Deed;
using crash::Disk;
using crash::Honesty;
using crash::Rest;
using crash::Step;

constexpr std::array kRests{Rest::Nothing, Rest::All, Rest::Lot, Rest::Torn};
constexpr std::array kDevices{"kiosk-1",  "caller-1", "caller-2", "caller-3", "caller-4",
                              "caller-5", "caller-6", "caller-7", "caller-8"};

struct Options {
    std::size_t images = 2000;
    bool every = false;
    int requests = 700;
    std::uint64_t seed = 0;
};

/// A hall's day and the next one: made, busy, ended in order, killed, started again.
std::vector<Step> record(const std::filesystem::path& folder, crash::Random& random, int requests) {
    support::RunningHall hall(folder);
    crash::Faults faults(folder, hall.state());
    faults.record();
    hall.set_environment(faults.environment());
    if (!hall.start())
        throw std::runtime_error("the hall does not start: " + hall.process().errors());
    crash::Crowd crowd(hall, random);
    crowd.begin();
    const auto busy_until = [&](int part) {
        const auto count = static_cast<std::size_t>(requests * part / 4);
        if (!support::turn_until(crowd.loop(), [&] { return crowd.history().size() >= count; }, 60s))
            throw std::runtime_error("the hall does not answer");
    };
    busy_until(1);
    hall.process().signal(SIGTERM);
    hall.process().wait();
    hall.start();
    crowd.renew();
    busy_until(2);
    faults.set_clock(24h);
    busy_until(3);
    crowd.finish();
    support::turn_until(crowd.loop(), [&] { return !crowd.busy(); });
    hall.kill(); // what it wrote is in the recording, for nobody asks it anything
    hall.start();
    crowd.renew();
    crowd.begin();
    busy_until(4);
    hall.process().signal(SIGTERM);
    hall.process().wait();
    return crash::read_recording(faults.recording());
}

/// What the hall has given its word for up to some moment.
class Promises {
  public:
    void take(const Step& step) {
        const auto sent = mail_.take(step);
        if (!sent)
            return;
        if (sent->header.type == wire::MessageType::Answer) {
            const auto answer = wire::decode_answer(sent->body);
            if (!answer || answer->refusal == model::Refusal::Overloaded)
                return;
            if (answer->seq > 0 && answer->ok())
                answers_.emplace_back(*answer);
            last_[sent->header.session] = {sent->header.request, sent->body};
        } else if (sent->header.type == wire::MessageType::Update) {
            published_ = std::max(published_, wire::stream_position(sent->header).seq);
        }
    }

    std::size_t count() const { return answers_.size(); }

    /// What of it is not kept by this journal; "" when all is.
    std::string broken_by(store::Journal& journal, const std::vector<model::Event>& events) const {
        if (published_ > events.size())
            return fmt::format("{} was published and is lost", published_);
        for (const model::Answer& answer : answers_) {
            if (answer.seq > events.size())
                return fmt::format("{} was acknowledged and is lost", answer.seq);
            const model::Event& event = events[answer.seq - 1];
            if (answer.ticket && (answer.ticket->id != event.ticket || answer.ticket->number != event.number))
                return fmt::format("{} was acknowledged and is another one", answer.seq);
        }
        for (const auto& [session, answered] : last_) {
            const auto known = recall(journal, session);
            if (!known || known->request < answered.first)
                return "a request would be done again";
            if (known->request == answered.first && known->answer != answered.second)
                return "a request would get another answer";
        }
        return {};
    }

  private:
    static std::optional<store::Remembered> recall(store::Journal& journal, const wire::Session& session) {
        for (const char* device : kDevices)
            if (auto known = journal.recall({{device}, session}))
                return known;
        return std::nullopt;
    }

    crash::Mail mail_;
    std::vector<model::Answer> answers_;
    std::map<wire::Session, std::pair<std::uint64_t, std::string>> last_;
    std::uint64_t published_ = 0;
};

/// Opens what is left after power cuts.
class Morgue {
  public:
    /// Works in memory where it can: what is examined here need not survive anything.
    explicit Morgue(model::Hall hall) : hall_(std::move(hall)) {
        std::string name =
            std::filesystem::is_directory("/dev/shm") ? "/dev/shm/jh-XXXXXX" : "/tmp/jh-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("cannot make the folder " + name);
        folder_ = name;
    }
    Morgue(const Morgue&) = delete;
    Morgue& operator=(const Morgue&) = delete;
    ~Morgue() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    /// What is wrong with an image, or "".
    std::string examine(const Disk::Image& image, const Promises& promises) {
        const std::filesystem::path place = folder_ / "state";
        std::filesystem::remove_all(place);
        for (const auto& [name, bytes] : image) {
            std::filesystem::create_directories((place / name).parent_path());
            std::ofstream(place / name, std::ios::binary) << bytes;
        }
        if (promises.count() == 0 && !image.contains("journal.db"))
            return {};
        try {
            if (promises.count() > 0)
                check_keys(place);
            return open(place / "journal.db", promises);
        } catch (const std::exception& error) {
            return error.what();
        }
    }

  private:
    static void check_keys(const std::filesystem::path& place) {
        for (const char* name : {"hall", "kiosk-1"}) {
            const auto file = place / "keys" / (std::string(name) + ".key");
            std::filesystem::permissions(file, std::filesystem::perms(0600));
            static_cast<void>(wire::load_key_pair(file));
        }
        if (wire::Devices::read(place / "devices.conf").all().size() < kDevices.size())
            throw std::runtime_error("devices are not known any more");
    }

    std::string open(const std::filesystem::path& file, const Promises& promises) {
        store::Journal journal(file);
        const auto events = journal.read(1, std::numeric_limits<std::int64_t>::max(),
                                         std::numeric_limits<std::int64_t>::max());
        support::ToldDay day;
        for (const model::Event& event : events)
            if (const auto wrong = day.take(event); !wrong.empty())
                return fmt::format("event {} {}", event.seq, wrong);
        if (const auto broken = promises.broken_by(journal, events); !broken.empty())
            return broken;
        return go_on(journal, events);
    }

    /// The hall goes on where it was, and gives no number twice.
    std::string go_on(store::Journal& journal, const std::vector<model::Event>& events) {
        support::ManualClock clock;
        if (!events.empty())
            clock.set_wall(events.back().at);
        hall::Failpoint none;
        hall::Authority authority(hall_, journal, clock, none);
        authority.tick();
        const hall::Request request{{{"admin"}, {}}, 1, true, model::TakeTicket{{"deposit"}, {}, {}, {}}};
        const auto answer = wire::decode_answer(authority.carry_out(std::span(&request, 1)).answers.at(0));
        if (!answer || !answer->ok())
            return "the hall gives no ticket any more";
        for (const model::Event& event : events)
            if (event.kind == model::EventKind::TicketIssued && event.day == authority.state().day() &&
                event.number == answer->ticket->number)
                return fmt::format("{} would be given twice", event.number);
        return {};
    }

    std::filesystem::path folder_;
    model::Hall hall_;
};

/// Moments to cut at: half of them when something else than the write-ahead log is written, which is rare.
std::set<std::size_t> moments(const std::vector<Step>& steps, std::size_t count, crash::Random& random) {
    std::array<std::vector<std::size_t>, 2> all;
    std::map<std::int32_t, std::string> files;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& record = steps[i].record;
        if (record.deed == Deed::Opened)
            files[record.file] = steps[i].bytes;
        const bool common = record.deed == Deed::Sent ||
                            (record.deed != Deed::Unlinked && files[record.file].ends_with("-wal"));
        all.at(common ? 1 : 0).push_back(i);
    }
    std::set<std::size_t> chosen;
    const auto choose = [&](std::vector<std::size_t>& part, std::size_t most) {
        std::ranges::shuffle(part, random);
        chosen.insert(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(std::min(part.size(), most)));
    };
    choose(all[0], count >= steps.size() ? count : count / 2);
    choose(all[1], count - chosen.size());
    return chosen;
}

struct Findings {
    std::size_t images = 0;
    int wrong = 0;
    std::string first; ///< that was wrong
    std::size_t promises = 0;
};

Findings examine(const std::vector<Step>& steps, const std::set<std::size_t>& moments, Honesty honesty,
                 const std::filesystem::path& folder, const model::Hall& hall, crash::Random& random) {
    Findings findings;
    Disk disk(folder, honesty);
    Promises promises;
    Morgue morgue(hall);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        disk.take(steps[i]);
        promises.take(steps[i]);
        if (!moments.contains(i))
            continue;
        for (const Rest rest : kRests) {
            ++findings.images;
            const auto wrong = morgue.examine(disk.cut(rest, random), promises);
            if (!wrong.empty() && findings.wrong++ == 0)
                findings.first = fmt::format("after step {}: {}", i, wrong);
        }
    }
    findings.promises = promises.count();
    return findings;
}

int run(const Options& options) {
    crash::Random random(options.seed);
    const support::TemporaryFolder folder;
    const auto steps = record(folder.path(), random, options.requests);
    const auto hall = config::read_hall_file(folder / "hall.toml").hall;
    const auto look = [&](std::size_t images, Honesty honesty) {
        const auto chosen = moments(steps, images / kRests.size(), random);
        return examine(steps, chosen, honesty, folder / "state", hall, random);
    };
    const std::size_t images = options.every ? steps.size() * kRests.size() : options.images;
    const auto honest = look(images, Honesty::Honest);
    fmt::print("{} steps, {} acknowledged; {} images of power cuts: {} wrong {}\n", steps.size(),
               honest.promises, honest.images, honest.wrong, honest.first);
    std::fflush(stdout);
    bool right = honest.wrong == 0 && honest.images * 10 >= images * 9 && honest.promises > 0;
    // Would it be seen?
    for (const auto& [honesty, name] : {std::pair(Honesty::LogNotFlushed, "a log that is not flushed"),
                                        std::pair(Honesty::NeverFlushed, "a disk that never flushes")}) {
        const auto found = look(200, honesty);
        fmt::print("of {} images of {}: {} wrong, as they must be\n", found.images, name, found.wrong);
        right = right && found.wrong > 0;
    }
    return right ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    base::fill_random(std::as_writable_bytes(std::span(&options.seed, 1)));
    CLI::App app("Cuts the power of a recorded hall at many moments and looks for what was lost.",
                 "cut-power");
    app.add_option("--images", options.images, "how many");
    app.add_flag("--every", options.every, "every moment there is, instead");
    app.add_option("--requests", options.requests, "of the recorded day");
    app.add_option("--seed", options.seed, "the same choices again (not the same day)");
    CLI11_PARSE(app, argc, argv);
    fmt::print("seed {}\n", options.seed);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "failed: {}\n", error.what());
        return 1;
    }
}
