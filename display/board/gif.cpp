#include "display/board/gif.h"

#include "shared/base/file.h"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace display {

namespace {

constexpr base::Duration kUsual{100}, kLeast{20}; // of a frame; browsers read 0 and 10 ms as 100 ms
constexpr std::array<int, 4> kFirstRow{0, 4, 2, 1}, kRowStep{8, 8, 4, 2}; // of an interlaced picture

[[noreturn]] void refuse(const std::string& why) {
    throw base::FileError("the GIF " + why);
}

std::uint32_t word(const GifColorType& color) {
    return 0xFF000000U | static_cast<std::uint32_t>(color.Red) << 16U |
           static_cast<std::uint32_t>(color.Green) << 8U | color.Blue;
}

} // namespace

struct Gif::Inside {
    explicit Inside(std::string bytes) : file(std::move(bytes)) {}
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
        if (gif != nullptr)
            DGifCloseFile(gif, nullptr);
    }

    static int read(GifFileType* gif, GifByteType* to, int count) {
        auto& self = *static_cast<Inside*>(gif->UserData);
        const auto left = self.file.size() - self.at;
        const auto taken = std::min(left, static_cast<std::size_t>(std::max(0, count)));
        std::memcpy(to, self.file.data() + self.at, taken);
        self.at += taken;
        return static_cast<int>(taken);
    }

    void take_extension();
    void draw_image();
    void dispose();

    std::string file;
    std::size_t at = 0;
    GifFileType* gif = nullptr;
    screen::Pixels picture, before; ///< `before` is kept only where a frame is to be taken back
    GraphicsControlBlock control{DISPOSAL_UNSPECIFIED, false, 0, NO_TRANSPARENT_COLOR};
    GraphicsControlBlock drawn = control; ///< of the frame that stands
    screen::Rect drawn_at;
    std::size_t frames = 0;
};

Gif::Gif(std::string file) : inside_(std::make_unique<Inside>(std::move(file))) {
    if (inside_->file.size() > kMostBytes)
        refuse("is larger than 32 MB");
    int error = 0;
    inside_->gif = DGifOpen(inside_.get(), Inside::read, &error);
    if (inside_->gif == nullptr)
        refuse("cannot be read: it is damaged or none");
    const screen::Size size{inside_->gif->SWidth, inside_->gif->SHeight};
    if (size.width < 1 || size.height < 1 || size.width > kMostSide || size.height > kMostSide)
        refuse("has more than " + std::to_string(kMostSide) + " pixels on a side, or none");
    inside_->picture = screen::Pixels(size, screen::Color::rgb(0));
}

Gif::~Gif() = default;

std::optional<Gif::Frame> Gif::next() {
    Inside& in = *inside_;
    for (;;) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(in.gif, &type) == GIF_ERROR)
            refuse("ends in the middle");
        if (type == TERMINATE_RECORD_TYPE || in.frames >= kMostFrames)
            return std::nullopt;
        if (type == EXTENSION_RECORD_TYPE)
            in.take_extension();
        if (type != IMAGE_DESC_RECORD_TYPE)
            continue;
        in.dispose();
        in.draw_image();
        ++in.frames;
        const base::Duration wanted(10L * in.drawn.DelayTime);
        return Frame{in.picture, wanted < kLeast ? kUsual : wanted};
    }
}

void Gif::Inside::take_extension() {
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR)
        refuse("ends in the middle");
    while (block != nullptr) {
        // The first byte of a block is its length.
        if (code == GRAPHICS_EXT_FUNC_CODE && block[0] == 4)
            DGifExtensionToGCB(block[0], block + 1, &control);
        if (DGifGetExtensionNext(gif, &block) == GIF_ERROR)
            refuse("ends in the middle");
    }
}

/// What the last frame leaves for the next one.
void Gif::Inside::dispose() {
    if (drawn.DisposalMode == DISPOSE_BACKGROUND)
        for (int y = drawn_at.y; y < drawn_at.bottom(); ++y)
            std::fill_n(picture.row(y) + drawn_at.x, drawn_at.width, 0xFF000000U);
    else if (drawn.DisposalMode == DISPOSE_PREVIOUS && before.size() == picture.size())
        picture = before;
}

void Gif::Inside::draw_image() {
    if (DGifGetImageDesc(gif) == GIF_ERROR)
        refuse("ends in the middle");
    const GifImageDesc& image = gif->Image;
    const ColorMapObject* const map = image.ColorMap != nullptr ? image.ColorMap : gif->SColorMap;
    const screen::Rect whole{image.Left, image.Top, image.Width, image.Height};
    if (map == nullptr || whole.empty() || whole.width > kMostSide || whole.height > kMostSide)
        refuse("has a frame without colours or size");
    drawn = std::exchange(control, {DISPOSAL_UNSPECIFIED, false, 0, NO_TRANSPARENT_COLOR});
    drawn_at = whole.intersection(picture.bounds());
    if (drawn.DisposalMode == DISPOSE_PREVIOUS)
        before = picture;
    std::vector<GifPixelType> line(static_cast<std::size_t>(whole.width));
    for (std::size_t pass = image.Interlace ? 0 : kFirstRow.size() - 1; pass < kFirstRow.size(); ++pass) {
        const int step = image.Interlace ? kRowStep[pass] : 1;
        for (int row = image.Interlace ? kFirstRow[pass] : 0; row < whole.height; row += step) {
            if (DGifGetLine(gif, line.data(), whole.width) == GIF_ERROR)
                refuse("ends in the middle of a frame");
            const int y = whole.y + row;
            if (y < drawn_at.y || y >= drawn_at.bottom())
                continue;
            for (int x = drawn_at.x; x < drawn_at.right(); ++x) {
                const int index = line[static_cast<std::size_t>(x - whole.x)];
                if (index != drawn.TransparentColor && index < map->ColorCount)
                    picture.row(y)[x] = word(map->Colors[index]);
            }
        }
    }
}

} // namespace display
