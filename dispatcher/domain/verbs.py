"""The verbs of the journal: stable words in the store, and what a person reads instead.

A verb is data and never translated in the store; whoever shows an entry words it by :func:`verb_words`.
"""

from __future__ import annotations

from dispatcher.locale import N_, _

FOUND_OFFICE = "found office"
ENROL = "enrol"
NOTE = "note"
ADD_CUSTOMER = "add customer"
ADD_SITE = "add site"
ADD_CONTACT = "add contact"
ADD_TECHNICIAN = "add technician"
ADD_COLLEAGUE = "add colleague"
ADD_CONTRACT = "add contract"
ADD_SERVICE = "add service"
ADD_ABSENCE = "add absence"
ADD_ON_CALL = "add on-call"
EDIT = "edit record"
ARCHIVE = "archive record"
RESTORE = "restore record"
DELETE = "delete record"
FILE_TICKET = "file ticket"
TICKET_UPDATE = "ticket update"
BOOK = "book"
MOVE_APPOINTMENT = "move appointment"
FALL_THROUGH = "fall through"
CANCEL_APPOINTMENT = "cancel appointment"
CONFIRM = "confirm"
INSIST = "insist"
PASS_BALL = "pass ball"
FOLLOW_UP = "follow up"
ATTEMPT = "attempt"
ADD_PART = "add part"
PART_ARRIVED = "part arrived"
IMPORT_CHANGE = "import change"
ASSIGN = "assign"
GIVE_PROMISE = "give promise"
TAKE_PROMISE = "take promise"
TRY_PROMISE = "try promise"
KEEP_PROMISE = "keep promise"
TELL_PROMISE = "tell promise"
MOVE_PROMISE = "move promise"
WITHDRAW_PROMISE = "withdraw promise"
ACKNOWLEDGE_PROMISE = "acknowledge promise"
HAND_PROMISE = "hand promise"
MISSED_CALL = "missed call"
VOICEMAIL = "voicemail"
SETTLE_MESSAGE = "settle message"
SEND_ORDER = "send order"
ACKNOWLEDGE_ORDER = "acknowledge order"
SETTLE_FLAG = "settle flag"
MERGE = "merge"
UNMERGE = "unmerge"
CHASE = "chase"
STATUS = "status"
END_VISIT = "end visit"
NO_ACCESS = "no access"
EXCLUDE = "exclude technician"
LIFT = "lift decision"
UNDO = "undo"
ERASE = "erase"
SET_PIN = "set pin"
CLEAR_PIN = "clear pin"
LEAVE_DESK = "leave desk"
BACK_AT_DESK = "back at desk"
HAND_OVER = "hand over"
ACKNOWLEDGE_HANDOVER = "acknowledge handover"

VERBS = {
    FOUND_OFFICE: N_("office founded"),
    ENROL: N_("colleague enrolled"),
    NOTE: N_("note"),
    ADD_CUSTOMER: N_("customer added"),
    ADD_SITE: N_("site added"),
    ADD_CONTACT: N_("contact person added"),
    ADD_TECHNICIAN: N_("technician added"),
    ADD_COLLEAGUE: N_("colleague added"),
    ADD_CONTRACT: N_("contract added"),
    ADD_SERVICE: N_("service added"),
    ADD_ABSENCE: N_("time off entered"),
    ADD_ON_CALL: N_("on-call week entered"),
    EDIT: N_("changed"),
    ARCHIVE: N_("archived"),
    RESTORE: N_("taken back from the archive"),
    DELETE: N_("deleted"),
    FILE_TICKET: N_("ticket reported"),
    TICKET_UPDATE: N_("ticket"),
    BOOK: N_("appointment booked"),
    MOVE_APPOINTMENT: N_("appointment moved"),
    FALL_THROUGH: N_("appointment fell through"),
    CANCEL_APPOINTMENT: N_("appointment cancelled"),
    CONFIRM: N_("appointment confirmed"),
    INSIST: N_("drives without confirmation"),
    PASS_BALL: N_("ball passed"),
    FOLLOW_UP: N_("follow-up"),
    ATTEMPT: N_("call attempt"),
    ADD_PART: N_("part on order"),
    PART_ARRIVED: N_("part arrived"),
    IMPORT_CHANGE: N_("changed by an import"),
    ASSIGN: N_("note assigned"),
    GIVE_PROMISE: N_("promise"),
    TAKE_PROMISE: N_("owed to us"),
    TRY_PROMISE: N_("attempt"),
    KEEP_PROMISE: N_("promise kept"),
    TELL_PROMISE: N_("told of a broken promise"),
    MOVE_PROMISE: N_("promise moved"),
    WITHDRAW_PROMISE: N_("promise withdrawn"),
    ACKNOWLEDGE_PROMISE: N_("promise acknowledged"),
    HAND_PROMISE: N_("promise handed over"),
    MISSED_CALL: N_("missed call"),
    VOICEMAIL: N_("left a voicemail"),
    SETTLE_MESSAGE: N_("message settled"),
    SEND_ORDER: N_("order sent"),
    ACKNOWLEDGE_ORDER: N_("order acknowledged"),
    SETTLE_FLAG: N_("decided"),
    MERGE: N_("merged"),
    UNMERGE: N_("taken apart"),
    CHASE: N_("asked again"),
    STATUS: N_("status"),
    END_VISIT: N_("visit"),
    NO_ACCESS: N_("visit"),
    EXCLUDE: N_("decision: not this technician again"),
    LIFT: N_("decision lifted"),
    UNDO: N_("undone"),
    ERASE: N_("text erased"),
    SET_PIN: N_("PIN set"),
    CLEAR_PIN: N_("PIN taken away"),
    LEAVE_DESK: N_("desk left empty"),
    BACK_AT_DESK: N_("back at the desk"),
    HAND_OVER: N_("handed over"),
    ACKNOWLEDGE_HANDOVER: N_("handover acknowledged"),
}
"""Each verb with its English source words."""
ADDED = {
    "customer": ADD_CUSTOMER,
    "site": ADD_SITE,
    "person": ADD_CONTACT,
    "technician": ADD_TECHNICIAN,
    "colleague": ADD_COLLEAGUE,
    "contract": ADD_CONTRACT,
    "service": ADD_SERVICE,
    "absence": ADD_ABSENCE,
    "on-call": ADD_ON_CALL,
}
"""With which verb a record of each kind comes into being."""


def verb_words(verb: str) -> str:
    """What a person reads for ``verb`` in the language in use; an unknown one (a newer program's) stands for itself."""
    return _(VERBS[verb]) if verb in VERBS else verb
