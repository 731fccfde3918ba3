#pragma once

#include "printer/port/usb_survey.h"

#include <string>
#include <vector>

namespace printer {

/// What `--list` says of the printers found: for people, and as one JSON object.
std::string text_of(const std::vector<UsbPrinter>& printers);
std::string json_of(const std::vector<UsbPrinter>& printers);

} // namespace printer
