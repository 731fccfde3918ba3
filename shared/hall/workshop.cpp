#include "shared/hall/workshop.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace hall {

Workshop::Workshop(loop::Loop& loop, std::size_t most_jobs)
    : loop_(loop), most_jobs_(most_jobs), ready_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (ready_ < 0)
        throw std::runtime_error("The hall cannot start: too many files are open. Please raise its limit.");
    loop_.add_descriptor(ready_, [this] { deliver(); });
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Workshop::~Workshop() {
    thread_.request_stop();
    thread_.join();
    loop_.remove_descriptor(ready_);
    close(ready_);
}

bool Workshop::has_room() {
    const std::lock_guard lock(mutex_);
    return jobs_.size() < most_jobs_;
}

bool Workshop::take(Work work) {
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.size() >= most_jobs_)
            return false;
        jobs_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void Workshop::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) {
        Work work = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        Delivery delivery = work();
        work = {};
        lock.lock();
        deliveries_.push_back(std::move(delivery));
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(ready_, &one, sizeof one);
    }
}

void Workshop::deliver() {
    std::uint64_t count = 0;
    if (read(ready_, &count, sizeof count) != sizeof count)
        return;
    std::deque<Delivery> deliveries;
    {
        const std::lock_guard lock(mutex_);
        deliveries.swap(deliveries_);
    }
    for (const Delivery& delivery : deliveries)
        delivery();
}

} // namespace hall
