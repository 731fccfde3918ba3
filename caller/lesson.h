#pragma once

#include "caller/buttons/usage.h"
#include "caller/learned_boxes.h"

#include <map>
#include <optional>
#include <string>

namespace caller {

/// The technician's dialog: which box belongs to which counter. The technician presses a key on a box and
/// says the counter's number.
///
///     step        key of a box               Escape        a line: a number        another line     "q", end
///     Listening   asks, Asking; or learned   given back    -                       told how         end
///                 when --counter is known
///     Asking      of another one: that one   given back    learned, Listening      Listening        end
///
/// Escape is on keyboards and not on boxes: the keyboard that the technician types on is given back so.
///
/// Pure: what is said and done stands in what comes back.
class Lesson {
  public:
    struct Outcome {
        std::string say;                     ///< lines for the console; empty: nothing
        std::optional<LearnedBox> learned{}; ///< to be written
        std::optional<std::string> give_back{};
        bool end = false;
    };

    /// `counter` 0: it is asked for. `preset` empty: guessed from the key.
    Lesson(model::CounterId counter, std::string preset) : counter_(counter), preset_(std::move(preset)) {}

    Outcome begin() const;
    /// `device` as in the configuration, `name` as it stands in logs. `bound`: to a counter by now.
    Outcome came(const std::string& device, const std::string& name, std::optional<model::CounterId> bound);
    Outcome went(const std::string& device);
    Outcome key(const std::string& device, Usage usage);
    Outcome line(std::string_view text);

  private:
    Outcome learn(model::CounterId counter);

    model::CounterId counter_;
    std::string preset_;
    std::map<std::string, std::string> names_; ///< by device
    std::string asking_;                       ///< about this device; empty: listening
    std::string guess_;
};

/// "numeric" for a key of a number pad, else "five".
std::string guessed_preset(Usage first_key);

} // namespace caller
