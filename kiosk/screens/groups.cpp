#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "shared/screen/button.h"
#include "shared/screen/tile.h"

#include <algorithm>

namespace kiosk {

namespace {

// The services by name: a visitor knows a matter, not the hall's order of things.
std::string services_of(const Scene& scene, const model::GroupId& group) {
    std::string all;
    for (const model::Service& service : scene.board.hall.services)
        if (service.group == group)
            all += (all.empty() ? "" : " · ") + scene.name(service.name);
    return all;
}

void add_services(screen::Grid& tiles, const Scene& scene, const model::GroupId& group) {
    for (const model::Service& service : scene.board.hall.services)
        if (service.group == group)
            add_service_tile(tiles, scene, service);
}

} // namespace

void add_matters(screen::Column& body, const Scene& scene) {
    auto& tiles = add_tiles(body, scene);
    const model::Hall& hall = scene.board.hall;
    if (hall.groups.size() == 1 && scene.flow.group().value.empty())
        return add_services(tiles, scene, hall.groups.front().id);
    for (const model::Group& group : hall.groups) {
        if (group.parent != scene.flow.group())
            continue;
        const bool inner = std::ranges::count(hall.groups, group.id, &model::Group::parent) > 0;
        auto& tile = tiles.add<screen::Tile>(
            scene.name(group.name), [say = scene.say, id = group.id, inner] { say(GroupChosen{id, inner}); });
        tile.set_icon(icon_or(group.icon, "document")).set_detail(services_of(scene, group.id));
        scene.touch.name("group:" + group.id.value, tile);
    }
    // Beside further groups a group may hold services of its own.
    if (!scene.flow.group().value.empty())
        add_services(tiles, scene, scene.flow.group());
}

void add_ways(screen::Column& body, const Scene& scene) {
    auto& row = body.add<screen::Row>();
    row.gap = scene.space(3);
    auto& search =
        row.add<screen::Button>(scene.texts.tr("Search by name"), [say = scene.say] { say(SearchWanted{}); });
    search.set_icon("search");
    search.grow = 1;
    scene.touch.name("search", search);
    const auto& channels = scene.board.hall.channels;
    if (scene.flow.offline() || std::ranges::find(channels, model::Verification::Booking,
                                                  &model::Channel::verification) == channels.end())
        return;
    auto& booked = row.add<screen::Button>(scene.texts.tr("I have an appointment"),
                                           [say = scene.say] { say(CheckInWanted{}); });
    booked.set_icon("calendar");
    booked.grow = 1;
    scene.touch.name("check-in", booked);
}

std::unique_ptr<screen::View> build_groups(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    auto& body = frame->body();
    add_question(body, scene, scene.texts.tr("What can we do for you?"));
    add_matters(body, scene);
    add_ways(body, scene);
    return frame;
}

std::unique_ptr<screen::View> build_services(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    auto& body = frame->body();
    const auto* group = model::find(scene.board.hall.groups, scene.flow.group());
    add_question(body, scene, scene.texts.tr("Which service do you need?"),
                 group != nullptr ? scene.name(group->name) : std::string());
    add_services(add_tiles(body, scene), scene, scene.flow.group());
    add_ways(body, scene);
    return frame;
}

} // namespace kiosk
