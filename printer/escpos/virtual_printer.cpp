#include "printer/escpos/virtual_printer.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

constexpr std::uint8_t kEsc = 0x1b, kFs = 0x1c, kGs = 0x1d, kDle = 0x10;
constexpr int kRowsToCutter = 120; // 15 mm from the head to the knife
constexpr int kLineRows = 30;
constexpr std::size_t kTicketsKept = 100;

unsigned error_bits(const Condition& condition) {
    return (condition.cutter_jam ? 0x08U : 0U) | (condition.unrecoverable ? 0x20U : 0U) |
           (condition.overheated ? 0x40U : 0U);
}

} // namespace

std::size_t VirtualPrinter::take(std::span<const std::byte> bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size()) {
        if (buffer_.size() >= capacity_)
            run();
        if (buffer_.size() >= capacity_)
            break;
        watch_real_time(bytes[taken]);
        buffer_.push_back(bytes[taken++]);
    }
    run();
    return taken;
}

Bytes VirtualPrinter::read() {
    return std::exchange(answers_, {});
}

void VirtualPrinter::say(std::initializer_list<unsigned> bytes) {
    if (abilities_ == Abilities::Mute)
        return;
    for (const auto byte : bytes)
        answers_.push_back(static_cast<std::byte>(byte));
}

void VirtualPrinter::change(auto change_condition) {
    const auto before = condition_;
    change_condition(condition_);
    condition_.error = condition_.cutter_jam || condition_.overheated || condition_.unrecoverable;
    condition_.offline = condition_.cover_open || condition_.paper_out || condition_.error;
    if (condition_ != before && reports_)
        report();
}

void VirtualPrinter::report() {
    say({0x10U | (condition_.offline ? 0x08U : 0U) | (condition_.cover_open ? 0x20U : 0U),
         error_bits(condition_), (condition_.paper_low ? 0x03U : 0U) | (condition_.paper_out ? 0x0cU : 0U),
         0x0fU});
}

void VirtualPrinter::set_paper_low(bool low) {
    change([&](Condition& condition) { condition.paper_low = low; });
}

void VirtualPrinter::load_paper() {
    rows_left_.reset();
    change([](Condition& condition) { condition.paper_out = condition.paper_low = false; });
    run();
}

void VirtualPrinter::set_cover_open(bool open) {
    change([&](Condition& condition) { condition.cover_open = open; });
    run();
}

void VirtualPrinter::set_cutter_jam(bool jam) {
    change([&](Condition& condition) { condition.cutter_jam = jam; });
    run();
}

void VirtualPrinter::set_overheated(bool hot) {
    change([&](Condition& condition) { condition.overheated = hot; });
    run();
}

void VirtualPrinter::set_unrecoverable(bool broken) {
    change([&](Condition& condition) { condition.unrecoverable = broken; });
    run();
}

void VirtualPrinter::reset() {
    buffer_.clear();
    real_time_.clear();
    answers_.clear();
    reports_ = false;
    raster_rows_ = 0;
    change([](Condition& condition) { condition.unrecoverable = false; });
}

// As older printers do it: also in the middle of a picture.
void VirtualPrinter::watch_real_time(std::byte byte) {
    if (real_time_.empty() && byte != std::byte{kDle})
        return;
    real_time_.push_back(byte);
    if (real_time_.size() < 3)
        return;
    const auto what = std::to_integer<int>(real_time_[1]);
    const auto which = std::to_integer<int>(real_time_[2]);
    real_time_.clear();
    if (what == 0x04)
        answer_state(which);
    if (what == 0x05 && which == 2 && condition_.recoverable) {
        buffer_.clear();
        raster_rows_ = 0;
    }
}

void VirtualPrinter::answer_state(int which) {
    switch (which) {
    case 1:
        return say({0x12U | (condition_.offline ? 0x08U : 0U)});
    case 2:
        return say({0x12U | (condition_.cover_open ? 0x04U : 0U) | (condition_.paper_out ? 0x20U : 0U) |
                    (condition_.error ? 0x40U : 0U)});
    case 3:
        return say({0x12U | error_bits(condition_)});
    case 4:
        return say({0x12U | (condition_.paper_low ? 0x0cU : 0U) | (condition_.paper_out ? 0x60U : 0U)});
    default:
        return;
    }
}

void VirtualPrinter::run() {
    while (!condition_.offline && !buffer_.empty() && step()) {
    }
}

bool VirtualPrinter::step() {
    return raster_rows_ > 0 ? run_raster() : run_command();
}

bool VirtualPrinter::run_raster() {
    const auto stride = static_cast<std::size_t>(raster_stride_);
    if (buffer_.size() < stride)
        return false;
    if (rows_left_ && *rows_left_ <= 0) {
        change([](Condition& condition) { condition.paper_out = true; });
        return false;
    }
    if (rows_left_)
        --*rows_left_;
    std::vector<std::uint8_t> row(stride);
    for (std::size_t i = 0; i < stride; ++i)
        row[i] = at(i);
    buffer_.erase(buffer_.begin(), buffer_.begin() + raster_stride_);
    row.resize(static_cast<std::size_t>((dots_ + 7) / 8)); // what does not fit the paper is lost
    if (slot_.width() != static_cast<int>(row.size()) * 8)
        slot_ = Bitmap(dots_, 0);
    slot_.append_row(row);
    --raster_rows_;
    return true;
}

// The length of the command that begins so; 0 when it is none of ours.
std::size_t VirtualPrinter::needs(std::uint8_t first, std::uint8_t second) const {
    if (first == kEsc)
        return second == '@' ? 2 : second == 'a' || second == 'd' || second == 'J' || second == '3' ? 3 : 0;
    if (first == kFs)
        return second == '.' || second == '&' ? 2 : 0;
    if (first == kDle)
        return second == 0x04 || second == 0x05 ? 3 : 0;
    switch (second) {
    case 'a':
    case 'r':
    case 'I':
        return 3;
    case 'V':
        return 4;
    case 'v':
        return 8;
    case '(':
        return 11;
    default:
        return 0;
    }
}

bool VirtualPrinter::run_command() {
    const auto first = at(0);
    if (first == 0 || first == '\n') {
        if (first == '\n')
            slot_.append_blank(kLineRows);
        buffer_.pop_front();
        return true;
    }
    const bool introduces = first == kEsc || first == kFs || first == kGs || first == kDle;
    if (introduces && buffer_.size() < 2)
        return false;
    const auto length = introduces ? needs(first, at(1)) : 0;
    if (length == 0) {
        ++stray_;
        buffer_.pop_front();
        return true;
    }
    if (buffer_.size() < length)
        return false;
    std::vector<std::uint8_t> command(length);
    for (std::size_t i = 0; i < length; ++i)
        command[i] = at(i);
    if (command[1] == 'V' && rows_left_ && *rows_left_ < kRowsToCutter) {
        change([](Condition& condition) { condition.paper_out = true; });
        return false;
    }
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(length));
    execute(command);
    return true;
}

void VirtualPrinter::execute(std::span<const std::uint8_t> command) {
    const auto argument = command.size() > 2 ? command[2] : std::uint8_t{0};
    if (command[0] == kEsc && (command[1] == 'd' || command[1] == 'J'))
        slot_.append_blank(command[1] == 'd' ? argument * kLineRows : argument);
    if (command[0] != kGs)
        return;
    switch (command[1]) {
    case 'a':
        reports_ = argument != 0 && abilities_ == Abilities::Full;
        if (reports_)
            report();
        break;
    case 'r':
        say({(condition_.paper_low ? 0x03U : 0U)});
        break;
    case 'I':
        if (abilities_ == Abilities::Full)
            say({0x5f, 'E', 'P', 'S', 'O', 'N', 0});
        break;
    case '(':
        if (abilities_ == Abilities::Full)
            say({0x37, 0x22, command[7], command[8], command[9], command[10], 0});
        break;
    case 'v':
        raster_stride_ = command[4] | (command[5] << 8);
        raster_rows_ = raster_stride_ == 0 ? 0 : command[6] | (command[7] << 8);
        break;
    case 'V':
        cut();
        break;
    default:
        break;
    }
}

void VirtualPrinter::cut() {
    if (rows_left_)
        *rows_left_ -= kRowsToCutter;
    tickets_.push_back(std::exchange(slot_, Bitmap(dots_, 0)));
    ++cuts_;
    if (tickets_.size() > kTicketsKept)
        tickets_.pop_front();
}

} // namespace printer
