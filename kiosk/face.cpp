#include "kiosk/face.h"

#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/log.h"

#include <algorithm>

namespace kiosk {

namespace {

constexpr double kUsualDots = 102; // an inch, of a 21.5" panel with 1080 × 1920
constexpr int kUsualNarrowSide = 1080;
constexpr base::Duration kStrikePause(500); // as View::strike_pause()

// A panel's own density counts, but only as far as the pages still fit on it.
double density(const FaceOptions& options, screen::Size size) {
    const double usual = kUsualDots * std::min(size.width, size.height) / kUsualNarrowSide;
    return options.dots_per_inch > 0 ? std::clamp(options.dots_per_inch, usual * 0.7, usual * 1.1) : usual;
}

void touchable_in(const screen::View& view, std::vector<screen::View*>& found) {
    for (const auto& child : view.children()) {
        if (child->touchable())
            found.push_back(child.get());
        touchable_in(*child, found);
    }
}

} // namespace

Face::Face(screen::Window& window, const FaceOptions& options, std::function<void(Event)> say)
    : window_(window), options_(options), say_(std::move(say)), stage_(window.size(), look("en")) {}

screen::Look Face::look(const std::string& language, double share) {
    const auto palette = options_.high_contrast ? screen::Palette::HighContrast : screen::Palette::Light;
    const double dots = share * density(options_, window_.size());
    return {screen::Theme::for_touch(palette, dots, options_.large_text), language, fonts_, icons_};
}

const screen::Catalogue& Face::catalogue(const std::string& tag) {
    return catalogues_.try_emplace(tag, tag).first->second;
}

bool Face::take_events(base::SteadyTime now) {
    for (const screen::Event& event : window_.poll()) {
        if (std::holds_alternative<screen::Closed>(event))
            return false;
        said_ = false;
        const auto* pointer = std::get_if<screen::PointerEvent>(&event);
        if (pointer != nullptr && pointer->kind != screen::Pointer::Move)
            finger_down_ = pointer->kind == screen::Pointer::Down;
        stage_.handle(event, now);
        const bool somebody = (pointer != nullptr && pointer->kind == screen::Pointer::Up) ||
                              std::holds_alternative<screen::KeyEvent>(event);
        if (said_)
            deaf_until_ = now + kStrikePause;
        else if (somebody)
            say_(Touched{});
    }
    return true;
}

void Face::show(const Flow& flow, const model::Board* board, base::WallTime hall_time, base::SteadyTime now) {
    static const model::Board kNothing;
    next_.reset();
    const std::string tag = catalogue_tag(flow.language());
    const auto say = [this](Event event) {
        said_ = true;
        say_(event);
    };
    const Scene scene{flow,
                      board != nullptr ? *board : kNothing,
                      catalogue(tag),
                      stage_.look(),
                      window_.size(),
                      hall_time,
                      say,
                      touch_};
    const std::string wanted = fingerprint(scene);
    // A page that only counts on is not taken away from below a finger.
    if (wanted != shown_ && (!finger_down_ || page_ != flow.page())) {
        stage_.resize(window_.size());
        build_fitting(flow, scene, tag);
        shown_ = wanted;
    }
    warn(flow, scene, now);
    if (const auto next = stage_.tick(now))
        wake_at(*next);
    if (stage_.needs_draw()) {
        const auto damage = stage_.draw();
        window_.present(stage_.frame(), damage);
    }
    write_touch_map(page_name(flow.page()), now);
    const auto minute = std::chrono::minutes(1);
    wake_at(now + minute - hall_time.time_since_epoch() % minute);
}

// Long words, large text or a small window: rather a little smaller than pushed off the page.
void Face::build_fitting(const Flow& flow, const Scene& scene, const std::string& tag) {
    for (const double share : {1.0, 0.92, 0.85, 0.78, 0.72, 0.66}) {
        stage_.set_look(look(tag, share));
        if (build(flow, scene).measure(stage_.look(), scene.size.width).height <= scene.size.height)
            return;
    }
}

screen::View& Face::build(const Flow& flow, const Scene& scene) {
    const std::string focus = page_ == flow.page() ? touch_.name_of(stage_.focused()) : std::string();
    touch_.clear();
    warning_ = nullptr;
    screen::View& page = stage_.show(build_page(scene));
    page_ = flow.page();
    if (screen::View* const view = touch_.find(focus))
        stage_.focus(view);
    return page;
}

void Face::warn(const Flow& flow, const Scene& scene, base::SteadyTime now) {
    if (!flow.warning()) {
        if (warning_ != nullptr)
            build(flow, scene); // without the dialog
        return;
    }
    if (warning_ == nullptr) {
        warning_ = static_cast<screen::Dialog*>(&stage_.open(build_idle_warning(scene)));
        touch_.clear();
        std::vector<screen::View*> buttons;
        touchable_in(*warning_, buttons);
        for (std::size_t i = 0; i < buttons.size(); ++i)
            touch_.name(i == 0 ? "start-over" : "stay", *buttons[i]);
    }
    const int left = flow.seconds_left(now);
    warning_->set_text(countdown_words(scene.texts, left));
    if (const auto end = flow.next_deadline())
        wake_at(*end - std::chrono::seconds(left - 1));
}

void Face::write_touch_map(std::string_view page, base::SteadyTime now) {
    if (options_.touch_map.empty())
        return;
    const std::string map = touch_.json(page);
    if (map == written_)
        return;
    if (now < deaf_until_)
        return wake_at(deaf_until_);
    try {
        base::write_file(options_.touch_map, map);
    } catch (const base::FileError& error) {
        base::log_warning("kiosk", "no touch map: {}", error.what());
    }
    written_ = map;
}

void Face::wake_at(base::SteadyTime time) {
    next_ = next_ ? std::min(*next_, time) : time;
}

} // namespace kiosk
