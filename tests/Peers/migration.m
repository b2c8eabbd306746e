-- The reference semantics (docs/semantics.md) on VT-d, for one fixed family of scenarios: 2 devices, 3 pages, enable linux,
-- query clear-flush, unmap two-call. The same atomic steps, and the same resets of fields that nothing reads any more, as
-- in model/ and in migration.pml, so all three count the same states and transitions. Nothing is judged here.
--
--   GUEST 0   dma 0 0; dma 1 1; await 1; unmap 0; dma 1 0; await 3; load 0; dma 2 1
--   GUEST 1   dma 0 0; dma 1 1; dma 2 0; dma 0 1; unmap 0-2; load 0; load 1; load 2
--
-- One rule for each sequential process, since Rumur copies the state before it looks at a guard.
--
-- build: sed -e 's/GUEST: 0/GUEST: 1/' -e 's/ROUNDS: 1/ROUNDS: 0/' migration.m >m.m
--        rumur --output m.c --deadlock-detection off --pack-state off --threads 1 m.m
--        gcc -O3 -march=native -std=c11 -o m m.c -lpthread
const
  GUEST: 0;
  ROUNDS: 1;
  P: 3; K: 4;
  UNMAP_LAST: GUEST = 0 ? 0 : 2;    -- the range begins at 0

-- No guest of the family maps, so an entry or a translation for IOVA i holds page i. Past the last page of a walk, or of the
-- copy loop, a thread stands on page P.
type
  page: 0..P-1; place: 0..P; dev: 0..1; dma: 0..K-1; writer: 0..K; version: 0..K;
  phases: enum {IDLE, POSTED, LOOKUP, WALKED, GRANTED, DRAINING, LANDED, COMPLETED, VANISHED};
  modes: enum {RUNNING, TRAPPED, FROZEN};
  traps: enum {T_ENTER, T_PLAIN_CLEAR, T_PLAIN_WAIT, T_PLAIN_RETURN, T_QUERY, T_QUERY_WAIT, T_QUERY_RETURN, T_CLEAR, T_CLEAR_WAIT,
    T_CLEAR_RETURN};
  migs: enum {M_ENTER, M_DISCARD, M_WAIT, M_TRACK, M_TRACK_FLUSH, M_TRACK_WAIT, M_STARTED, M_COPY, M_TAKEN, M_QUERY, M_QUERY_WAIT,
    M_QUERY_RETURN, M_STOP, M_LAST_ENTER, M_END};

var
  ram_writer: array[page] of writer; ram_version: array[page] of version;
  dst_writer: array[page] of writer; dst_version: array[page] of version;
  present: array[page] of boolean; dirty: array[page] of boolean;                                -- I/O page table
  valid: array[dev] of array[page] of boolean; tracked: array[dev] of array[page] of boolean;    -- IOTLB
  tracking: boolean; locked: boolean; started: boolean; stopped: boolean;
  phase: array[dma] of phases;
  kept: array[dma] of version;                       -- the version that an await will read
  guest: 0..8; mode: modes;
  asked: array[page] of boolean; gmap: array[page] of boolean;
  acked: array[page] of version; seen: array[page] of version; loaded: array[page] of writer;
  bmap: array[page] of boolean; mbuf: array[page] of boolean; tbuf: array[page] of boolean;
  trap: traps; tpage: place;
  mig: migs; mpage: place; queries: 0..ROUNDS+1;

startstate begin
  for p: page do
    ram_writer[p] := 0; ram_version[p] := 0; dst_writer[p] := 0; dst_version[p] := 0; present[p] := true; dirty[p] := false;
    for d: dev do valid[d][p] := true; tracked[d][p] := false; end;
    asked[p] := false; gmap[p] := true; acked[p] := 0; seen[p] := 0; loaded[p] := 0;
    bmap[p] := false; mbuf[p] := false; tbuf[p] := false; end;
  for k: dma do phase[k] := IDLE; kept[k] := 0; end;
  tracking := false; locked := false; started := false; stopped := false; guest := 0; mode := RUNNING;
  trap := T_ENTER; tpage := 0; mig := M_ENTER; mpage := 0; queries := 0;
end;

-- device and IOMMU

function device(k: dma): dev; begin
  return k % 2; end;

function iova(k: dma): page; begin
  if k < 2 then return k; elsif k = 2 then return GUEST = 0 ? 1 : 2; else return GUEST = 0 ? 2 : 0; end; end;

function awaited(k: dma): boolean; begin
  return GUEST = 0 & (k = 0 | k = 2); end;

function ended(k: dma): boolean; begin
  return phase[k] = COMPLETED | phase[k] = VANISHED; end;

function in_flight(k: dma): boolean; begin
  return phase[k] != IDLE & phase[k] != POSTED & !ended(k); end;

-- A device fetches its requests in order.
function first(k: dma): boolean; begin
  return !(k = 2 & phase[0] = POSTED) & !(k = 3 & phase[1] = POSTED); end;

procedure grant(k: dma); begin
  valid[device(k)][iova(k)] := true; tracked[device(k)][iova(k)] := tracking; phase[k] := GRANTED; end;

ruleset k: dma do
  rule "dma" in_flight(k) | phase[k] = POSTED & !stopped & first(k) ==> begin
    switch phase[k]
      case POSTED: phase[k] := LOOKUP;
      case LOOKUP:
        if valid[device(k)][iova(k)] then phase[k] := GRANTED;
        elsif present[iova(k)] then phase[k] := WALKED;
        else phase[k] := VANISHED; end;
      case WALKED:
        if !tracking then grant(k);
        elsif present[iova(k)] then dirty[iova(k)] := true; grant(k);
        else phase[k] := LOOKUP; end;
      case LANDED: phase[k] := COMPLETED;
      else
        ram_writer[iova(k)] := k + 1; ram_version[iova(k)] := ram_version[iova(k)] + 1;
        if awaited(k) then kept[k] := ram_version[iova(k)]; end;
        phase[k] := LANDED;
    end; end;
end;

-- guest

function guest_ready(): boolean; begin
  if GUEST = 0 & guest = 2 then return ended(0); elsif GUEST = 0 & guest = 5 then return ended(2); else return guest < 8; end; end;

-- The last to read the version.
procedure await(k: dma); begin
  if kept[k] > acked[iova(k)] then acked[iova(k)] := kept[k]; end;
  kept[k] := 0; end;

procedure unmap(); begin
  for p: page do if p <= UNMAP_LAST then asked[p] := true; end; end; mode := TRAPPED; end;

procedure load(p: page); begin
  loaded[p] := ram_writer[p];
  if ram_version[p] > seen[p] then seen[p] := ram_version[p]; end; end;

rule "guest" mode = RUNNING & guest_ready() ==> begin
  if GUEST = 0 then
    switch guest
      case 0: phase[0] := POSTED;
      case 1: phase[1] := POSTED;
      case 2: await(0);
      case 3: unmap();
      case 4: phase[2] := POSTED;
      case 5: await(2);
      case 6: load(0);
      else phase[3] := POSTED;
    end;
  elsif guest < K then phase[guest] := POSTED;
  elsif guest = K then unmap();
  else load(guest - K - 1); end;
  guest := guest + 1; end;

-- Invalidates IOVAs 0 to last: what was walked is looked up again, what was granted is drained.
procedure invalidate(last: page); begin
  for p: page do
    if p <= last then for d: dev do valid[d][p] := false; tracked[d][p] := false; end; end; end;
  for k: dma do
    if iova(k) <= last then
      if phase[k] = WALKED then phase[k] := LOOKUP; elsif phase[k] = GRANTED then phase[k] := DRAINING; end; end; end; end;

function drained(last: page): boolean; begin
  return forall k: dma do phase[k] != DRAINING | iova(k) > last end; end;

-- trap thread

function trap_ready(): boolean; begin
  switch trap
    case T_ENTER: return !locked;
    case T_PLAIN_WAIT, T_QUERY_WAIT, T_CLEAR_WAIT: return drained(UNMAP_LAST);
    else return true;
  end; end;

procedure clear_entry(next: traps); begin
  if tpage <= UNMAP_LAST then present[tpage] := false; dirty[tpage] := false; tpage := tpage + 1;
  else invalidate(UNMAP_LAST); tpage := 0; trap := next; end; end;

procedure merge(); begin
  for p: page do if tbuf[p] then bmap[p] := true; tbuf[p] := false; end; end; end;

procedure return_from_unmap(); begin
  merge(); locked := false; trap := T_ENTER; mode := RUNNING;
  for p: page do if p <= UNMAP_LAST then gmap[p] := false; end; end; end;

rule "trap thread" mode = TRAPPED & trap_ready() ==> begin
  switch trap
    case T_ENTER: locked := true; if started then trap := T_QUERY; else trap := T_PLAIN_CLEAR; end;
    case T_PLAIN_CLEAR: clear_entry(T_PLAIN_WAIT);
    case T_PLAIN_WAIT: trap := T_PLAIN_RETURN;
    case T_QUERY:
      if tpage <= UNMAP_LAST then
        if dirty[tpage] then dirty[tpage] := false; tbuf[tpage] := true; end; tpage := tpage + 1;
      else invalidate(UNMAP_LAST); tpage := 0; trap := T_QUERY_WAIT; end;
    case T_QUERY_WAIT: trap := T_QUERY_RETURN;
    case T_QUERY_RETURN: merge(); trap := T_CLEAR;
    case T_CLEAR: clear_entry(T_CLEAR_WAIT);
    case T_CLEAR_WAIT: trap := T_CLEAR_RETURN;
    else return_from_unmap();
  end; end;

-- migration thread: a walk passes over entries that are not present, and the copy loop over pages that are not in the bitmap,
-- when the next step is taken and not before; until then mpage says where the thread has come to

function present_left(): boolean; begin
  return exists p: page do p >= mpage & present[p] end; end;

function marked_left(): boolean; begin
  return exists p: page do p >= mpage & bmap[p] end; end;

function mig_ready(): boolean; begin
  switch mig
    case M_ENTER: return !locked;
    case M_WAIT, M_TRACK_WAIT, M_QUERY_WAIT: return drained(P-1);
    case M_COPY: return marked_left() | queries > ROUNDS | !locked & (queries < ROUNDS | mode = RUNNING);
    case M_LAST_ENTER: return !locked & !(exists k: dma do in_flight(k) end);
    case M_END: return false;
    else return true;
  end; end;

procedure skip_to_present(); begin
  while !present[mpage] do mpage := mpage + 1; end; end;

procedure go(next: migs); begin
  mpage := 0; mig := next; end;

rule "migration thread" mig_ready() ==> begin
  switch mig
    case M_ENTER: locked := true; mig := M_DISCARD;
    case M_DISCARD:
      if present_left() then skip_to_present(); dirty[mpage] := false; mpage := mpage + 1;
      else invalidate(P-1); go(M_WAIT); end;
    case M_WAIT: mig := M_TRACK;
    case M_TRACK: tracking := true; mig := M_TRACK_FLUSH;
    case M_TRACK_FLUSH: invalidate(P-1); mig := M_TRACK_WAIT;
    case M_TRACK_WAIT: mig := M_STARTED;
    case M_STARTED: started := true; for p: page do bmap[p] := true; end; locked := false; mig := M_COPY;
    case M_COPY:
      if marked_left() then while !bmap[mpage] do mpage := mpage + 1; end; bmap[mpage] := false; mig := M_TAKEN;
      elsif queries < ROUNDS then locked := true; go(M_QUERY);
      elsif queries = ROUNDS then mode := FROZEN; go(M_STOP);
      else go(M_END); end;
    case M_TAKEN:
      dst_writer[mpage] := ram_writer[mpage]; dst_version[mpage] := ram_version[mpage]; mpage := mpage + 1; mig := M_COPY;
    case M_QUERY:
      if present_left() then
        skip_to_present(); if dirty[mpage] then dirty[mpage] := false; mbuf[mpage] := true; end; mpage := mpage + 1;
      else invalidate(P-1); go(M_QUERY_WAIT); end;
    case M_QUERY_WAIT: mig := M_QUERY_RETURN;
    case M_QUERY_RETURN:
      for p: page do if mbuf[p] then bmap[p] := true; mbuf[p] := false; end; end; locked := false; queries := queries + 1; mig := M_COPY;
    case M_STOP: stopped := true; mig := M_LAST_ENTER;
    else locked := true; mig := M_QUERY;
  end; end;
