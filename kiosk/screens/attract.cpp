#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

constexpr base::Duration kFade(480);
constexpr int kFadeSteps = 6; // drawn anew so often: as few as look soft
constexpr std::size_t kMostNotices = 4;

/// Lies over the page while it comes and goes, so that nothing flashes.
class Veil final : public screen::View {
  public:
    explicit Veil(base::SteadyTime since) : since_(since) {}

    void paint(screen::Canvas& canvas, const screen::Look& look) const override {
        if (step_ > 0)
            canvas.fill(bounds(), look.theme.colors.background.with_alpha(
                                      static_cast<std::uint8_t>(255 * step_ / kFadeSteps)));
    }
    std::string speech() const override { return {}; }
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override {
        const base::Duration age = now - since_;
        const base::Duration left = Attract::kTurn - age;
        const base::Duration hidden = kFade - std::min(age, left);
        const int step = std::clamp(static_cast<int>(hidden * kFadeSteps / kFade), 0, kFadeSteps);
        if (step != std::exchange(step_, step))
            invalidate();
        return std::min(age, left) < kFade ? now + kFade / kFadeSteps : since_ + Attract::kTurn - kFade;
    }

  private:
    base::SteadyTime since_;
    int step_ = 0;
};

/// The whole window, to be touched anywhere.
class AttractPage final : public screen::Stack {
  public:
    explicit AttractPage(const Scene& scene) : begin_(scene.above->begin) {}

    bool touchable() const override { return true; }
    void activate() override {
        if (const auto begin = begin_)
            begin();
    }

  private:
    std::function<void()> begin_;
};

std::vector<std::string> languages_of(const Scene& scene) {
    auto languages = scene.board.hall.languages;
    if (languages.empty())
        languages.push_back(scene.flow.own_language());
    return languages;
}

// Whoever does not read the hall's own language reads another of its languages, most often English.
std::string second_language(const Scene& scene) {
    const auto languages = languages_of(scene);
    if (scene.flow.own_language() != "en" && std::ranges::count(languages, "en") > 0)
        return "en";
    const auto other =
        std::ranges::find_if(languages, [&](const auto& each) { return each != scene.flow.own_language(); });
    return other == languages.end() ? std::string() : *other;
}

void add_both(screen::Container& to, const Scene& scene, const model::Names& names,
              screen::TextStyle Theme::* step, screen::Color Colors::* ink = &Colors::text) {
    const std::string own(names.in(scene.flow.own_language()));
    to.add<Label>(own, step, ink, Align::Centre);
    const std::string second = second_language(scene);
    if (const std::string other(names.in(second)); !second.empty() && other != own)
        to.add<Label>(other, &Theme::body, &Colors::text_quiet, Align::Centre)
            .set_language(catalogue_tag(second));
}

void add_both_texts(screen::Container& to, const Scene& scene, const char* text,
                    screen::TextStyle Theme::* step, screen::Color Colors::* ink) {
    std::map<std::string, std::string> words{{scene.flow.own_language(), scene.texts.tr(text)}};
    if (const std::string second = second_language(scene); !second.empty())
        words[second] = screen::Catalogue(catalogue_tag(second)).tr(text);
    add_both(to, scene, model::Names(std::move(words)), step, ink);
}

// ---- the pages ----

void add_hall(screen::Column& middle, const Scene& scene) {
    add_emblem(middle, "ticket");
    add_both(middle, scene, scene.board.hall.name, &Theme::headline);
    middle.add<screen::Spacer>(scene.space(2));
    const auto languages = languages_of(scene);
    auto& grid = middle.add<screen::Grid>(scene.wide() && languages.size() > 2 ? 3 : 1);
    grid.gap = scene.space(languages.size() > 4 ? 2 : 4);
    for (const std::string& language : languages) {
        const std::string tag = catalogue_tag(language);
        const bool own = language == scene.flow.own_language();
        grid.add<Label>(screen::Catalogue(tag).tr("Touch the screen to begin"),
                        own ? &Theme::title : &Theme::body, own ? &Colors::primary : &Colors::text,
                        Align::Centre)
            .set_language(tag);
    }
}

void add_notices(screen::Column& middle, const Scene& scene) {
    add_emblem(middle, "megaphone");
    const auto& notices = scene.board.notices;
    for (std::size_t i = 0; i < std::min(kMostNotices, notices.size()); ++i) {
        auto& panel = middle.add<Panel>(Panel::Kind::Card);
        panel.padding = screen::Insets::all(scene.space(4));
        panel.gap = scene.space(1);
        add_both(panel, scene, notices[i], &Theme::title);
    }
}

void add_hours(screen::Column& middle, const Scene& scene) {
    add_emblem(middle, "clock");
    const std::string hours = opening_hours(scene.board.hall);
    if (hours.empty())
        return add_both_texts(middle, scene, screen::msgid("Open day and night"), &Theme::headline,
                              &Colors::text);
    add_both_texts(middle, scene, screen::msgid("Opening hours today"), &Theme::headline, &Colors::text);
    // Isolated, as in a sentence: from left to right in Arabic too.
    middle.add<BigText>("\u2068" + hours + "\u2069", scene.look.theme.display.size, &Colors::primary);
}

void add_waiting(screen::Column& middle, const Scene& scene) {
    add_emblem(middle, "people");
    const auto& outlooks = scene.board.outlooks;
    const int waiting =
        std::accumulate(outlooks.begin(), outlooks.end(), 0,
                        [](int sum, const model::Outlook& each) { return sum + each.waiting; });
    add_both_texts(middle, scene, screen::msgid("People waiting now"), &Theme::headline, &Colors::text);
    middle.add<BigText>(std::to_string(waiting), scene.look.theme.display.size * 3 / 2, &Colors::primary);
}

/// Each pixel the mean of those below it; a smaller picture stays as it is.
screen::Pixels fitted(const screen::Pixels& picture, screen::Size room) {
    const double share = std::min({1.0, static_cast<double>(room.width) / picture.width(),
                                   static_cast<double>(room.height) / picture.height()});
    const screen::Size size{std::max(1, static_cast<int>(picture.width() * share)),
                            std::max(1, static_cast<int>(picture.height() * share))};
    if (size == picture.size())
        return picture;
    screen::Pixels small(size);
    for (int y = 0; y < size.height; ++y) {
        const int top = y * picture.height() / size.height;
        const int bottom = std::max(top + 1, (y + 1) * picture.height() / size.height);
        for (int x = 0; x < size.width; ++x) {
            const int left = x * picture.width() / size.width;
            const int right = std::max(left + 1, (x + 1) * picture.width() / size.width);
            std::array<std::uint32_t, 4> sums{};
            for (int from_y = top; from_y < bottom; ++from_y)
                for (int from_x = left; from_x < right; ++from_x)
                    for (std::size_t channel = 0; channel < 4; ++channel)
                        sums.at(channel) += picture.row(from_y)[from_x] >> (8 * channel) & 0xFFU;
            const auto count = static_cast<std::uint32_t>((bottom - top) * (right - left));
            std::uint32_t pixel = 0;
            for (std::size_t channel = 0; channel < 4; ++channel)
                pixel |= sums.at(channel) / count << (8 * channel);
            small.row(y)[x] = pixel;
        }
    }
    return small;
}

void add_map(screen::Column& middle, const Scene& scene) {
    add_both_texts(middle, scene, screen::msgid("Plan of the hall"), &Theme::headline, &Colors::text);
    const screen::Size room{scene.size.width * 86 / 100, scene.size.height * (scene.wide() ? 55 : 62) / 100};
    middle.add<screen::PictureView>(fitted(*scene.above->map, room));
}

using AddPage = void (*)(screen::Column&, const Scene&);

std::vector<AddPage> pages_of(const Scene& scene) {
    std::vector<AddPage> pages{add_hall};
    pages.reserve(5);
    if (!scene.board.notices.empty())
        pages.push_back(add_notices);
    pages.push_back(add_hours);
    pages.push_back(add_waiting);
    if (scene.above->map != nullptr)
        pages.push_back(add_map);
    return pages;
}

AddPage page_of(const Scene& scene) {
    const auto pages = pages_of(scene);
    return pages[static_cast<std::size_t>(scene.above->attract->turn()) % pages.size()];
}

void add_invitation(screen::Column& column, const Scene& scene) {
    auto& band = column.add<Panel>(Panel::Kind::Header);
    band.padding = screen::Insets::of(scene.space(4), scene.space(3));
    band.add<Label>(scene.texts.tr("Touch the screen to begin"), &Theme::title, &Colors::on_header,
                    Align::Centre);
    if (const std::string second = second_language(scene); !second.empty())
        band.add<Label>(screen::Catalogue(catalogue_tag(second)).tr("Touch the screen to begin"),
                        &Theme::body, &Colors::on_header, Align::Centre)
            .set_language(catalogue_tag(second));
}

} // namespace

// Nothing stays where it is: a panel that shows the same for weeks keeps its shadow.
std::unique_ptr<screen::View> build_attract(const Scene& scene) {
    const Attract& attract = *scene.above->attract;
    auto page = std::make_unique<AttractPage>(scene);
    scene.touch.name("begin", *page);
    auto& column = page->add<screen::Column>();
    const int margin = scene.space(4);
    const screen::Point drift{attract.drift().x * scene.space(1), attract.drift().y * scene.space(1)};
    column.padding = {margin + drift.x, margin + drift.y, margin - drift.x, margin - drift.y};
    column.gap = scene.space(3);
    const AddPage add = page_of(scene);
    const bool invites = add != &add_hall; // that page is an invitation itself
    if (invites && attract.other_layout())
        add_invitation(column, scene);
    column.add<screen::Spacer>().grow = attract.other_layout() ? 3 : 2;
    auto& middle = column.add<screen::Column>();
    middle.gap = scene.space(4);
    add(middle, scene);
    column.add<screen::Spacer>().grow = attract.other_layout() ? 2 : 3;
    if (invites && !attract.other_layout())
        add_invitation(column, scene);
    page->add<Veil>(attract.turned_at());
    return page;
}

std::string attract_fingerprint(const Scene& scene) {
    const Attract& attract = *scene.above->attract;
    return fmt::format(" attract {} {} {}", attract.turn(), attract.dimmed(),
                       scene.board.hall.languages.size());
}

} // namespace kiosk
