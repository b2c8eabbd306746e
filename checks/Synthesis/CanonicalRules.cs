namespace RaceModel.Checks.Synthesis;

/// <summary>
/// Which candidates need not be tried, as another one has the same verdicts and outcomes at no higher cost. Each rule is one method;
/// the tests check pairs that it claims to be equal.
/// </summary>
internal sealed class CanonicalRules(ProtocolPart part, HardwareProfile hardware, Protocol protocol)
{
    private readonly bool _isTracking = hardware.Tracking == DirtyTracking.Always
        || (part != ProtocolPart.Enable && protocol.Enable.Primitives.Contains(Primitive.SetTracking));

    /// <summary>Whether a candidate that begins so may go on with a primitive.</summary>
    public bool Allow(CandidatePrefix prefix, Primitive next) =>
        !SwitchesOnAgain(next) && !FlushesNoDeviceTlb(next) && !ReadsAgain(prefix, next) && !ProtectsAgain(prefix, next) && !ReportsAfterAll(prefix, next)
        && !VisitsZeroEntry(prefix, next);

    /// <summary>Switching tracking on where it is on changes nothing.</summary>
    private bool SwitchesOnAgain(Primitive next) => next == Primitive.SetTracking && _isTracking;

    /// <summary>Without device TLBs the two kinds of flush are the same instructions.</summary>
    private bool FlushesNoDeviceTlb(Primitive next) => next == Primitive.FlushIotlb && !hardware.Ats;

    /// <summary>What a first read sees dirty, a second one right after it sees as well: nobody takes a dirty bit back meanwhile.</summary>
    private static bool ReadsAgain(CandidatePrefix prefix, Primitive next) => next == Primitive.ReadDirty && prefix.Last == Primitive.ReadDirty;

    /// <summary>An entry that is read-only stays so, unless the hardware writes back the one that it has walked.</summary>
    private bool ProtectsAgain(CandidatePrefix prefix, Primitive next) =>
        next == Primitive.WriteProtect && prefix.Last == Primitive.WriteProtect && hardware.DirtyUpdate != DirtyUpdate.WriteBack;

    /// <summary>
    /// What a call reports is seen when it returns, so that a report of everything can stand first in its call, and the call needs no
    /// other.
    /// </summary>
    private static bool ReportsAfterAll(CandidatePrefix prefix, Primitive next) => next == Primitive.ReportAll
        ? prefix.Last is not null
        : prefix.ReportsAll && next is Primitive.ReadDirty or Primitive.TestAndClearDirty or Primitive.WriteProtectClearDirty
            or Primitive.ExchangePte or Primitive.LoadStoreClearPte;

    /// <summary>In an unmap an entry that was made zero stays so, if the hardware looks at it again before it sets a dirty bit.</summary>
    private bool VisitsZeroEntry(CandidatePrefix prefix, Primitive next) => part == ProtocolPart.Unmap && prefix.EntryIsZero
        && hardware.DirtyUpdate == DirtyUpdate.Revalidate && next.Walks() && next != Primitive.ReportAll;
}

/// <summary>What there is to know of the beginning of a candidate: how it may go on, and what that costs.</summary>
/// <param name="Last">The last primitive of the call that it is in; null at the call's start.</param>
/// <param name="ReportsAll">The call has reported everything.</param>
/// <param name="EntryIsZero">The entry has been made zero for sure.</param>
/// <param name="DeniesWrites">Some primitive took permission away.</param>
/// <param name="FaultsEarly">As the cost has it, once the entry is cleared; null before.</param>
internal readonly record struct CandidatePrefix(Primitive? Last, bool ReportsAll, bool EntryIsZero, bool DeniesWrites, bool? FaultsEarly)
{
    public CandidatePrefix Followed(Primitive next) => new(
        next,
        ReportsAll || next == Primitive.ReportAll,
        EntryIsZero || (next.ClearsEntry() && next != Primitive.CompareExchangeStalePte),
        DeniesWrites || next.DeniesWrites(),
        FaultsEarly ?? (next.ClearsEntry() ? DeniesWrites : null));

    public CandidatePrefix InNextCall() => this with { Last = null, ReportsAll = false };

    /// <summary>Whether a racing write faults early in the candidate that ends here.</summary>
    public bool EndsFaultingEarly => FaultsEarly ?? DeniesWrites;
}
