#pragma once

#include "shared/wire/codec.h"

#include <functional>
#include <string>
#include <vector>

namespace samples {

// One of every message, with every field filled, so that a lost or exchanged field shows.
model::Ticket ticket();
model::Board board();
model::Update update();
model::Event event();
model::Answer answer();
model::Answer answer_of_lease();
model::Explanation explanation();
wire::Alive alive();
wire::ExplainRequest explain_request();
wire::ExportRequest export_request();
wire::ExportPage export_page();
model::PrintJob print_job();
model::PrintJob print_sheet();
model::PrintJob print_slip();
model::PrintResult print_result();
model::PrinterStatus printer_status();
model::PrinterStatus whole_printer_status();

/// One of every kind of command, in the order of model::Command.
std::vector<model::Command> commands();

/// A message's golden bytes and how they are read: `again` decodes and encodes, and is empty when the bytes
/// are refused; `same` tells whether they decode to the sample.
struct Sample {
    std::string name;
    std::string bytes;
    std::function<std::string(std::string_view)> again;
    std::function<bool(std::string_view)> same;
};

/// Of every body that PROTOCOL.md names.
std::vector<Sample> all();

} // namespace samples
