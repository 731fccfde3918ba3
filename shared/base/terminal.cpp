#include "shared/base/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <istream>
#include <ostream>

namespace base {

namespace {

/// What is typed at the terminal is not shown while it lives.
class NoEcho {
  public:
    explicit NoEcho(bool terminal) {
        if (!terminal || tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    ~NoEcho() {
        if (changed_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

  private:
    termios before_{};
    bool changed_ = false;
};

} // namespace

std::string ask_unseen(std::istream& in, std::ostream& out, bool terminal, std::string_view question) {
    const NoEcho unseen(terminal);
    if (terminal)
        out << question << std::flush;
    std::string line;
    std::getline(in, line);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    if (terminal)
        out << '\n';
    return line;
}

} // namespace base
