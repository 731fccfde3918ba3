#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "shared/screen/button.h"
#include "shared/screen/tile.h"

namespace kiosk {

namespace {

Proof proof_of(const model::Channel& channel) {
    switch (channel.verification) {
    case model::Verification::Booking:
        return Proof::Code;
    case model::Verification::Age:
        return Proof::Card;
    case model::Verification::None:
    case model::Verification::Declared:
    case model::Verification::Staff:
        break;
    }
    return Proof::Word;
}

std::string who_of(const Scene& scene, const model::Channel& channel) {
    const std::string who = scene.name(channel.who);
    if (who.empty() && channel.verification == model::Verification::Staff)
        return scene.texts.tr("Our staff will confirm it with you.");
    return who;
}

} // namespace

std::string channel_icon_name(const model::Channel& channel) {
    if (channel.verification == model::Verification::Booking)
        return "calendar";
    if (channel.id.value == "disabled")
        return "wheelchair";
    return icon_or(channel.id.value, channel.green ? "leaf" : "person");
}

std::unique_ptr<screen::View> build_channels(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 3);
    auto& body = frame->body();
    const auto& channels = scene.board.hall.channels;
    add_question(body, scene, scene.texts.tr("Do any of these apply to you?"),
                 scene.texts.tr("We are glad to serve you first."));
    auto& tiles = add_tiles(body, scene);
    for (const model::Channel& channel : channels) {
        if (&channel == &channels.front())
            continue;
        const ChannelChosen chosen{channel.id, proof_of(channel), !channel.reasons.empty()};
        if (chosen.proof == Proof::Code && scene.flow.offline())
            continue; // only the hall knows the bookings
        auto& tile =
            tiles.add<screen::Tile>(scene.name(channel.name), [say = scene.say, chosen] { say(chosen); });
        tile.set_icon(channel_icon_name(channel)).set_detail(who_of(scene, channel));
        if (channel.green)
            tile.set_accent(&screen::Colors::green_channel);
        scene.touch.name("channel:" + channel.id.value, tile);
    }
    if (channels.empty())
        return frame;
    auto& none = body.add<screen::Button>(
        scene.texts.tr("No, none of these"),
        [say = scene.say, id = channels.front().id] { say(ChannelChosen{id, Proof::Word, false}); },
        screen::Tone::Primary);
    none.set_icon("ticket").set_step(&screen::Theme::headline);
    scene.touch.name("channel:" + channels.front().id.value, none);
    return frame;
}

} // namespace kiosk
