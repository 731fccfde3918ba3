#pragma once

#include "shared/model/command.h"
#include "shared/wire/devices.h"
#include "shared/wire/message.h"

namespace hall {

/// Whether a device's role lets it send this command. Decided for every message from the register as it is
/// now, so that a revoked key acts no more although its connection is still open.
///
///     admin     everything
///     kiosk     take, rate, word, lease, hand over, report; cancel, return, yield with the ticket's token
///     caller    for its own counters: open, close, pause, resume, call, recall, start, finish, no-show,
///               park, transfer, undo, help; of any counter: end help; of any ticket: return, approve,
///               reject, reclass, rate (its visitor's panel); report. Not: one emergency more than may wait
///               (an approval with queue::kOverride)
///     display   report
///     printer   report
///     web       with the ticket's token: cancel, return, yield, rate, word, erase; a word about the hall;
///               sign in and out; on the order of a supervisor who is signed in there: counters, approvals,
///               notices, alarms, follow-ups, services, the day, and the record of it
///
/// `by`: on whose order; only an administrator's and the web's devices carry orders.
bool may_send(const wire::Device& device, const model::Command& command, const model::ClerkId& by = {});

/// Whether it may ask. Everybody may have a snapshot; why a ticket was called is for staff; the journal is
/// for the administrator and the web, which has to make its pages of it.
bool may_ask(const wire::Device& device, wire::MessageType question);

/// Whether answers to it may hold what is for staff only (hand-over notes).
bool is_staff(const wire::Device& device);

} // namespace hall
