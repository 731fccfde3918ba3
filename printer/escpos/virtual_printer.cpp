#include "printer/escpos/virtual_printer.h"

#include "printer/escpos/cell.h"
#include "printer/escpos/control.h"
#include "shared/screen/qr.h"

#include <algorithm>
#include <utility>

namespace printer {
namespace {

constexpr int kRowsToCutter = 120; // 15 mm from the head to the knife
constexpr std::size_t kTicketsKept = 100;
constexpr int kLongestTicket = 20000;  // rows: two and a half metres; more paper is white
constexpr std::size_t kStoreHead = 10; // of GS ( L function 112, after the length

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
    skip_ = 0;
    if (typewriter_)
        typewriter_->initialise();
    change([](Condition& condition) { condition.unrecoverable = false; });
}

void VirtualPrinter::equip(const Profile& profile, LetterCase& letters) {
    profile_ = profile;
    typewriter_.emplace(profile, letters, dots_);
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
    return skip_ > 0 ? run_skip() : raster_rows_ > 0 ? run_raster() : run_command();
}

bool VirtualPrinter::run_skip() {
    const auto count = std::min(skip_, buffer_.size());
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(count));
    skip_ -= count;
    return true;
}

bool VirtualPrinter::out_of_paper() {
    if (!rows_left_ || *rows_left_ > 0)
        return false;
    change([](Condition& condition) { condition.paper_out = true; });
    return true;
}

bool VirtualPrinter::run_raster() {
    const auto stride = static_cast<std::size_t>(raster_stride_);
    if (buffer_.size() < stride || (!storing_ && out_of_paper()))
        return false;
    std::vector<std::uint8_t> row(stride);
    for (std::size_t i = 0; i < stride; ++i)
        row[i] = at(i);
    buffer_.erase(buffer_.begin(), buffer_.begin() + raster_stride_);
    if (storing_)
        stored_.append_row(row);
    else
        print_row(row);
    --raster_rows_;
    return true;
}

void VirtualPrinter::print_row(std::span<const std::uint8_t> row) {
    const int width = static_cast<int>(row.size()) * 8;
    const int left = typewriter_ ? typewriter_->left_of(width) : 0;
    Bitmap dots(width, 1);
    std::ranges::copy(row, dots.row(0).begin());
    print(dots, left);
}

// What does not fit the paper is lost.
void VirtualPrinter::print(const Bitmap& picture, int left) {
    for (int y = 0; y < picture.height(); ++y) {
        feed(1);
        if (slot_.height() >= kLongestTicket)
            return;
        if (left == 0) {
            const auto count = std::min(picture.stride(), slot_.stride());
            std::copy_n(picture.row(y).begin(), count, slot_.row(slot_.height() - 1).begin());
            continue;
        }
        for (int x = 0; x < picture.width() && left + x < dots_; ++x)
            if (picture.at(x, y))
                slot_.set(left + x, slot_.height() - 1);
    }
}

void VirtualPrinter::feed(int rows) {
    if (rows_left_)
        *rows_left_ -= rows;
    slot_.append_blank(std::min(rows, kLongestTicket - slot_.height()));
}

// The two bytes at a place in the buffer, as a number.
std::size_t VirtualPrinter::told_length(std::size_t place) const {
    return at(place) | static_cast<std::size_t>(at(place + 1)) << 8U;
}

std::size_t VirtualPrinter::needs_after_esc(std::uint8_t second) const {
    switch (second) {
    case '@':
        return 2;
    case 'a':
    case 'd':
    case 'J':
    case '3':
        return 3;
    default:
        break;
    }
    if (!typewriter_)
        return 0;
    switch (second) {
    case '2':
        return 2;
    case 'E':
    case 't':
        return 3;
    case 'B':
        return profile_->beeper == Profile::Beeper::EscB ? 4 : 0;
    case '(':
        return profile_->beeper != Profile::Beeper::EscA ? 0 : buffer_.size() < 5 ? 5 : 5 + told_length(3);
    case '*':
        return buffer_.size() < 5 ? 5 : 5 + told_length(3) * (at(2) >= 32 ? 3U : 1U);
    default:
        return 0;
    }
}

std::size_t VirtualPrinter::needs_after_gs(std::uint8_t second) const {
    switch (second) {
    case 'a':
    case 'r':
    case 'I':
        return 3;
    case 'V':
        return 4;
    case 'v':
        return 8;
    case '!':
        return typewriter_ ? 3 : 0;
    case '(': {
        if (buffer_.size() < 5)
            return 5;
        const bool known = at(2) == 'H' || (profile_ && at(2) == 'k' && profile_->qr) ||
                           (profile_ && at(2) == 'L' && profile_->graphics != Profile::Graphics::Raster);
        if (!known)
            return 0;
        const auto length = 5 + told_length(3);
        // A stored picture is taken row by row.
        return at(2) == 'L' && length > 5 + kStoreHead ? 5 + kStoreHead : length;
    }
    case '8':
        return profile_ && profile_->graphics == Profile::Graphics::LongStored ? 7 + kStoreHead : 0;
    default:
        return 0;
    }
}

// The length of the command that the buffer begins with; 0 when it is none of ours.
std::size_t VirtualPrinter::needs() const {
    switch (at(0)) {
    case kEsc:
        return needs_after_esc(at(1));
    case kFs:
        return at(1) == '.' || at(1) == '&' ? 2 : at(1) == '!' && typewriter_ ? 3 : 0;
    case kDle:
        return at(1) == 0x04 || at(1) == 0x05 ? 3 : 0;
    default:
        return needs_after_gs(at(1));
    }
}

bool VirtualPrinter::run_letter() {
    const auto first = at(0);
    if (out_of_paper())
        return false;
    if (first == '\n') {
        if (typewriter_)
            print(typewriter_->end_line(), 0);
        else
            feed(kLineSpacing);
        buffer_.pop_front();
        return true;
    }
    if (!typewriter_ || first < 0x20) {
        ++stray_;
        buffer_.pop_front();
        return true;
    }
    const auto second = buffer_.size() > 1 ? std::optional(at(1)) : std::nullopt;
    const auto length = typewriter_->length(first, second);
    if (buffer_.size() < length || (length > 1 && !second))
        return false;
    std::vector<std::uint8_t> character(length);
    for (std::size_t i = 0; i < length; ++i)
        character[i] = at(i);
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(length));
    if (const auto line = typewriter_->put(character))
        print(*line, 0);
    return true;
}

bool VirtualPrinter::run_command() {
    const auto first = at(0);
    if (first == 0) {
        buffer_.pop_front();
        return true;
    }
    if (first != kEsc && first != kFs && first != kGs && first != kDle)
        return run_letter();
    if (buffer_.size() < 2)
        return false;
    const auto length = needs();
    if (length == 0) {
        ++stray_;
        buffer_.pop_front();
        return true;
    }
    if (length > capacity_) {
        ++stray_;
        skip_ = length;
        return true;
    }
    if (buffer_.size() < length)
        return false;
    std::vector<std::uint8_t> command(length);
    for (std::size_t i = 0; i < length; ++i)
        command[i] = at(i);
    if (command[0] == kGs && command[1] == 'V' && rows_left_ && *rows_left_ < kRowsToCutter) {
        change([](Condition& condition) { condition.paper_out = true; });
        return false;
    }
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(length));
    execute(command);
    return true;
}

// A row that does not even fit the buffer is nothing that we ever send.
void VirtualPrinter::begin_band(std::size_t stride, std::size_t rows, bool stored) {
    if (stride > capacity_) {
        ++stray_;
        skip_ = stride * rows;
        return;
    }
    raster_stride_ = static_cast<int>(stride);
    raster_rows_ = stride == 0 ? 0 : static_cast<int>(rows);
    storing_ = stored;
}

// GS ( and GS 8 L: `head` bytes before the function's own.
void VirtualPrinter::store_graphics(std::span<const std::uint8_t> command, std::size_t head) {
    const auto parameters = command.subspan(head);
    const auto told = head == 5 ? command[3] | static_cast<std::size_t>(command[4]) << 8U
                                : command[3] | static_cast<std::size_t>(command[4]) << 8U |
                                      static_cast<std::size_t>(command[5]) << 16U |
                                      static_cast<std::size_t>(command[6]) << 24U;
    if (head == 5 && told == 2 && (parameters[1] == 2 || parameters[1] == 50)) {
        const int left = typewriter_ ? typewriter_->left_of(stored_.width()) : 0;
        return print(std::exchange(stored_, Bitmap()), left);
    }
    const auto number = [&](std::size_t index) {
        return parameters[index] | static_cast<std::size_t>(parameters[index + 1]) << 8U;
    };
    const auto stride = parameters.size() < kStoreHead ? 0 : (number(6) + 7) / 8;
    const auto rows = parameters.size() < kStoreHead ? 0 : number(8);
    if (stride == 0 || parameters[1] != 112 || told != kStoreHead + stride * rows || rows > kLongestTicket) {
        ++stray_;
        skip_ = told - std::min(told, parameters.size());
        return;
    }
    stored_ = Bitmap(static_cast<int>(stride) * 8, 0);
    begin_band(stride, rows, true);
}

void VirtualPrinter::draw_qr() {
    const auto code = screen::make_qr(qr_data_);
    if (!code)
        return;
    Bitmap dots(code->side * qr_module_, code->side * qr_module_);
    for (int y = 0; y < code->side * qr_module_; ++y)
        for (int x = 0; x < code->side * qr_module_; ++x)
            if (code->at(x / qr_module_, y / qr_module_))
                dots.set(x, y);
    print(dots, typewriter_->left_of(code->side * qr_module_));
}

void VirtualPrinter::execute_function(std::span<const std::uint8_t> command) {
    switch (command[2]) {
    case 'H':
        if (abilities_ == Abilities::Full && command.size() == 11)
            say({0x37, 0x22, command[7], command[8], command[9], command[10], 0});
        break;
    case 'L':
        if (command.size() >= 7)
            store_graphics(command, 5);
        break;
    case 'k':
        if (command.size() < 7 || command[5] != 49)
            break;
        if (command[6] == 67 && command.size() == 8)
            qr_module_ = std::clamp<int>(command[7], 1, 16);
        if (command[6] == 80 && command.size() > 8)
            qr_data_.assign(command.begin() + 8, command.end());
        if (command[6] == 81)
            draw_qr();
        break;
    default:
        break;
    }
}

void VirtualPrinter::execute(std::span<const std::uint8_t> command) {
    const auto argument = command.size() > 2 ? command[2] : std::uint8_t{0};
    if (typewriter_ && typewriter_->obey(command))
        return;
    if (command[0] == kEsc && (command[1] == 'd' || command[1] == 'J'))
        feed(command[1] == 'd' ? argument * kLineSpacing : argument);
    if (command[0] == kEsc && command[1] == '*' && command.size() > 5 && argument >= 32) {
        Bitmap columns(static_cast<int>(command.size() - 5) / 3, 24);
        for (std::size_t i = 5; i < command.size(); ++i)
            for (unsigned bit = 0; bit < 8; ++bit)
                if ((command[i] & (0x80U >> bit)) != 0) {
                    const int at = static_cast<int>((i - 5) * 8 + bit);
                    columns.set(at / 24, at % 24);
                }
        if (const auto line = typewriter_->put(columns))
            print(*line, 0);
    }
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
        execute_function(command);
        break;
    case '8':
        store_graphics(command, 7);
        break;
    case 'v':
        begin_band(command[4] | static_cast<std::size_t>(command[5]) << 8U,
                   command[6] | static_cast<std::size_t>(command[7]) << 8U, false);
        break;
    case 'V':
        cut();
        break;
    default:
        break;
    }
}

void VirtualPrinter::cut() {
    if (typewriter_ && typewriter_->has_line())
        print(typewriter_->end_line(), 0);
    if (rows_left_)
        *rows_left_ -= kRowsToCutter;
    tickets_.push_back(std::exchange(slot_, Bitmap(dots_, 0)));
    ++cuts_;
    if (tickets_.size() > kTicketsKept)
        tickets_.pop_front();
}

} // namespace printer
