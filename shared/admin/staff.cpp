#include "shared/admin/job.h"

#include "shared/base/terminal.h"
#include "shared/base/text.h"
#include "shared/wire/pin.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <iostream>
#include <string>

namespace admin {

namespace {

/// What was typed, twice the same at a terminal.
std::string ask_twice(const char* what) {
    const bool terminal = isatty(STDIN_FILENO) == 1;
    std::string typed = base::ask_unseen(std::cin, std::cerr, terminal, what);
    if (terminal && base::ask_unseen(std::cin, std::cerr, terminal, "Once more, please: ") != typed)
        throw Stop(kBadUsage, "That was not the same twice. Please begin again.");
    return typed;
}

void tell(const Settings& settings, const char* key, const std::string& value) {
    if (settings.json)
        fmt::print("{{\"{}\":\"{}\"}}\n", key, value);
    else
        fmt::print("{} = \"{}\"\n", key, value);
}

int make_pin(const Settings& settings) {
    std::string pin = ask_twice("The PIN, 4 to 8 digits: ");
    if (!wire::is_pin(pin))
        throw Stop(kBadUsage, "A PIN is 4 to 8 digits, nothing else.");
    try {
        tell(settings, "pin", wire::make_pin_hash(pin));
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, error.what());
    }
    wire::wipe(pin);
    return kDone;
}

int make_card(const Settings& settings) {
    constexpr std::size_t kShortestCard = 4;
    constexpr std::size_t kLongestCard = 64;
    std::string card = ask_twice("Hold the card to the reader, please: ");
    const auto size = base::trim(card).size();
    if (size < kShortestCard || size > kLongestCard)
        throw Stop(kBadUsage, "A card's reader types 4 to 64 characters. Please try again.");
    tell(settings, "card", wire::card_mark(card));
    wire::wipe(card);
    return kDone;
}

} // namespace

void add_staff(CLI::App& app, Job& job) {
    CLI::App* staff = app.add_subcommand("staff", "lines for the [[staff]] of hall.toml");
    staff->require_subcommand(1);
    staff->add_subcommand("pin", "asks for a PIN and prints its line")->callback([&job] { job = make_pin; });
    staff->add_subcommand("card", "reads a staff card and prints its line")->callback([&job] {
        job = make_card;
    });
}

} // namespace admin
