#include "shared/web/metrics_page.h"

#include "shared/base/day.h"
#include "shared/web/metrics.h"
#include "shared/web/reply.h"

#include <algorithm>

namespace web {

namespace {

constexpr int kDaysBefore = 14;
constexpr int kPagesAScrape = 20;

} // namespace

void MetricsPage::mount(httplib::Server& server) {
    server.Get("/metrics", [this](const httplib::Request& request, httplib::Response& response) {
        if (may_read(request))
            answer(response);
        else
            reply_error(response, kNotFound, sentence_of(kNotFound));
    });
}

/// A proxy's own address is not its visitors'.
bool MetricsPage::may_read(const httplib::Request& request) const {
    return !request.has_header("X-Forwarded-For") && !request.has_header("Forwarded") &&
           std::ranges::find(floor_.options.metrics, request.remote_addr) != floor_.options.metrics.end();
}

void MetricsPage::read_on(const State& state) {
    const model::Board& board = state.board;
    if (!state.fresh || board.day == 0)
        return;
    if (store_ != board.store) { // the first scrape, or a journal that was put back
        store_ = board.store;
        read_to_ = 0;
        meter_.count_after(board.seq);
    }
    for (int page = 0; page < kPagesAScrape && read_to_ < board.seq; ++page) {
        const auto read =
            floor_.courier.export_page({base::add_days(board.day, -kDaysBefore), board.day, read_to_ + 1});
        if (!read || read->refusal != model::Refusal::None)
            return;
        for (const model::Event& event : read->events)
            meter_.put(event);
        if (!read->events.empty())
            read_to_ = read->events.back().seq;
        if (read->next == 0) {
            read_to_ = std::max(read_to_, board.seq);
            return;
        }
    }
}

void MetricsPage::answer(httplib::Response& response) {
    const std::lock_guard lock(mutex_);
    const auto state = floor_.bulletin.state();
    read_on(*state);
    Scrape scrape{*state,
                  meter_,
                  read_to_,
                  {},
                  hall_time(*state, floor_.clock),
                  JIAOHAO_VERSION,
                  static_cast<int>(floor_.streams.running())};
    if (state->known)
        scrape.silence = floor_.clock.steady() - state->at;
    response.set_content(metrics_text(scrape), kMetricsType);
}

} // namespace web
