#include "kiosk/reserve_file.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/wire/codec.h"

namespace kiosk {

namespace {

constexpr std::size_t kLargestReserve = 8U << 20U;

/// The file's content; nothing when there is none, or none that can be read.
std::optional<std::string> content_of(const std::filesystem::path& path, std::size_t limit) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return std::nullopt;
    try {
        return base::read_file(path, limit);
    } catch (const base::FileError& error) {
        base::log_warning("kiosk", "begins anew: {}", error.what());
        return std::nullopt;
    }
}

model::Board without_people(const model::Board& board) {
    model::Board kept;
    kept.store = board.store;
    kept.day = board.day;
    kept.hall = board.hall;
    kept.notices = board.notices;
    return kept;
}

} // namespace

ReserveFile::ReserveFile(std::filesystem::path path) : path_(std::move(path)) {
    const auto content = content_of(path_, kLargestReserve);
    if (!content)
        return;
    if (auto reserve = decode_reserve(*content))
        reserve_ = std::move(*reserve);
    else
        base::log_warning("kiosk", "{} is damaged; begins anew", path_.string());
}

void ReserveFile::save(const Reserve& reserve) const {
    base::write_file(path_, encode(reserve), 0600);
}

HallFile::HallFile(std::filesystem::path path) : path_(std::move(path)) {
    const auto content = content_of(path_, wire::kLargestReply);
    if (!content)
        return;
    if (auto board = wire::decode_snapshot(*content))
        board_ = std::move(*board);
    else
        base::log_warning("kiosk", "{} is damaged; waits for the hall", path_.string());
}

void HallFile::keep(const model::Board& board) {
    model::Board kept = without_people(board);
    if (board_ == kept)
        return;
    try {
        base::write_file(path_, wire::encode(kept), 0600);
        board_ = std::move(kept);
    } catch (const base::FileError& error) {
        base::log_error("kiosk", "cannot keep what the hall is like: {}", error.what());
    }
}

} // namespace kiosk
