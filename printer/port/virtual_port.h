#pragma once

#include "printer/escpos/virtual_printer.h"
#include "printer/port/port.h"

#include <deque>
#include <filesystem>
#include <optional>

namespace printer {

/// The cable to a printer made of memory. Keeps what came out, and fails on request: reach for printer() or
/// unplug it.
class VirtualPort : public Port {
  public:
    explicit VirtualPort(int dots = 576, std::string name = "virtual");

    void send(Bytes bytes, const std::string& name) override;
    void drop() override;
    void ask_lines() override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    void plug_in();
    void unplug();
    VirtualPrinter& printer() { return printer_; }

  protected:
    /// A ticket was cut off: its bytes, its picture, the name it was sent with. False when it could not be
    /// kept: then the port goes down, as a printer that lost it would, and comes back three seconds later.
    virtual bool on_ticket(const Bytes& bytes, const Bitmap& picture, const std::string& name);

  private:
    void flow();
    void go_down(PortFault fault);
    void lose_ticket();

    VirtualPrinter printer_;
    std::string name_;
    bool plugged_ = false;
    Bytes unsent_;
    Bytes since_cut_;
    std::string ticket_name_;
    std::size_t tickets_seen_ = 0;
    std::deque<PortEvent> events_;
    base::SteadyTime now_{};
    std::optional<base::SteadyTime> back_at_; ///< after a ticket that could not be kept
};

/// `file:FOLDER`: each ticket as NAME.bin, the bytes a printer would get, and NAME.png, what it would look
/// like.
class FilePort final : public VirtualPort {
  public:
    /// Makes the folder. Throws base::FileError when it cannot be written to.
    FilePort(std::filesystem::path folder, int dots);

  private:
    bool on_ticket(const Bytes& bytes, const Bitmap& picture, const std::string& name) override;

    std::filesystem::path folder_;
    int unnamed_ = 0;
};

} // namespace printer
