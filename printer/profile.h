#pragma once

#include "printer/paper.h"
#include "printer/port/device_id.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace printer {

/// What one model of printer can do: a file in assets/printer/profiles. The defaults are those of a printer
/// of which nothing is known: pictures only, and nothing that an old one would print as letters.
struct Profile {
    enum class Mode { Raster, Text };
    enum class Graphics { Raster, Stored, LongStored }; ///< GS v 0, GS ( L, GS 8 L
    enum class Cut { None, Partial, Full };
    enum class Beeper { None, EscB, EscA };
    /// How it says that a ticket is on paper: GS ( H, GS r, not at all; Ask: to be found out.
    enum class Confirms { Ask, Done, InOrder, No };
    enum class HanziSize { WithLatin, OfItsOwn }; ///< GS ! for all characters, or FS ! for hanzi

    std::string id;   ///< the name of its file
    std::string name; ///< for people
    Mode mode = Mode::Raster;
    std::map<int, Paper> papers{{80, Paper{}}}; ///< by the width of the roll in millimetres

    Graphics graphics = Graphics::Raster;
    int band = 256; ///< rows in one picture command

    std::map<int, std::string> code_pages; ///< ESC t number, and the character set as iconv calls it
    std::string double_byte;               ///< its two-byte character set; empty: none
    HanziSize hanzi_size = HanziSize::WithLatin;
    int largest = 8; ///< times the size of a character
    bool qr = false; ///< draws QR codes itself: GS ( k

    Cut cut = Cut::Partial;
    Beeper beeper = Beeper::None;
    Confirms confirms = Confirms::Ask;
    bool near_end_sensor = false;

    /// How it calls itself (IEEE 1284); a model that ends in * stands for all that begin so.
    std::vector<std::string> makers;
    std::vector<std::string> models;
    std::vector<std::string> usb; ///< "04b8:0e28", or "154f" for all of a maker's

    /// The widest, or that of a roll; throws std::runtime_error with a sentence when it does not fit.
    Paper paper(int millimetres = 0) const;
};

/// A profile's file; assets/printer/profiles/README.md explains the keys. `like` in it names another one in
/// the same folder whose values count where it says nothing. Throws config::Errors with all that is wrong.
Profile read_profile(const std::filesystem::path& file);

/// All models that the house knows.
class Profiles {
  public:
    /// Reads every file of assets/printer/profiles, or of another folder. Throws config::Errors.
    Profiles();
    explicit Profiles(const std::filesystem::path& folder);

    /// Throws std::runtime_error with the names that there are.
    const Profile& named(std::string_view id) const;
    /// The one that fits best to what a printer says of itself: by maker and model, else by the USB ids, else
    /// by the USB maker, else generic-80.
    const Profile& match(const DeviceId& device, std::uint16_t vendor = 0, std::uint16_t product = 0) const;

    const std::vector<Profile>& all() const { return all_; }

  private:
    std::vector<Profile> all_;
};

} // namespace printer
