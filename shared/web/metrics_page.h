#pragma once

#include "shared/web/floor.h"
#include "shared/web/meter.h"

#include <cstdint>
#include <mutex>

#include <httplib.h>

namespace web {

/// `/metrics`, for Prometheus on this machine or on one that web.toml names (`metrics`); for everybody else,
/// and for whatever comes through a proxy, there is no such page.
///
/// Each scrape reads on in the hall's journal, a bounded number of pages: what happened is counted from the
/// first scrape on, follow-ups are known from a fortnight before it.
class MetricsPage {
  public:
    explicit MetricsPage(const Floor& floor) : floor_(floor) {}
    void mount(httplib::Server& server);

  private:
    bool may_read(const httplib::Request& request) const;
    void answer(httplib::Response& response);
    void read_on(const State& state);

    Floor floor_;
    std::mutex mutex_; ///< of what follows: one scrape at a time
    Meter meter_;
    std::uint64_t store_ = 0;
    std::uint64_t read_to_ = 0;
};

} // namespace web
