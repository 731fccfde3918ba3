#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
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

} // namespace

std::unique_ptr<screen::View> build_groups(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    auto& body = frame->body();
    add_question(body, scene, scene.texts.tr("What can we do for you?"));
    auto& tiles = add_tiles(body, scene);
    const model::Hall& hall = scene.board.hall;
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
    for (const model::Service& service : hall.services) {
        if (scene.flow.group().value.empty() || service.group != scene.flow.group())
            continue;
        add_service_tile(tiles, scene, service);
    }
    return frame;
}

} // namespace kiosk
