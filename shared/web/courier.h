#pragma once

#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

namespace web {

/// Brings what a page asks from the server's threads to the hall and the answer back.
///
/// The public calls block their thread until the answer is there, a few seconds at most, and are safe from
/// every thread but the loop's. The border to the loop is one bounded queue; when it is full, or the process
/// stops, they fail at once.
class Courier {
  public:
    /// `follower` tells the hall's time; all of them belong to the loop's thread and outlive this.
    Courier(loop::Loop& loop, hall_link::Client& commands, hall_link::Client& questions,
            hall_link::Client& imaginings, const hall_link::Follower& follower);
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;
    ~Courier();

    /// Not carried out any more by a hall that it reaches too late.
    hall_link::Result<model::Answer> send(const model::Command& command);

    /// As send(), on the order of a supervisor who is signed in.
    hall_link::Result<model::Answer> send_for(const model::ClerkId& by, const model::Command& command);

    /// What became of a ticket, by its token; UnknownTicket stands in the answer.
    hall_link::Result<model::Answer> find_ticket(const std::string& token);

    hall_link::Result<hall_link::Explained> explain(const wire::ExplainRequest& request);
    hall_link::Result<hall_link::LookedAhead> look_ahead(const model::WhatIf& what_if);
    hall_link::Result<wire::ExportPage> export_page(const wire::ExportRequest& request);

    /// From the loop's thread: whoever waits is told that the hall is out of reach, and nobody is served any
    /// more.
    void close();

  private:
    /// Runs in the loop; its callback is called there, at once or later.
    using Errand = std::function<void()>;

    template <typename Value>
    hall_link::Result<Value> run(std::function<void(hall_link::Client::Done<Value>)> ask);
    bool post(Errand errand);
    void read();

    loop::Loop& loop_;
    hall_link::Client& commands_;
    hall_link::Client& questions_;  ///< of those that may take long: nobody's command waits behind them
    hall_link::Client& imaginings_; ///< of the hours ahead, which take longest
    const hall_link::Follower& follower_;
    int wake_ = -1;
    std::mutex mutex_;
    std::condition_variable answered_;
    std::deque<Errand> errands_;
    bool closed_ = false;
};

} // namespace web
