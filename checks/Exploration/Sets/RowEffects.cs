using System.Runtime.CompilerServices;
using RaceModel.Checks.Exploration.Caching;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Exploration.Sets;

/// <summary>What shared steps from the states of the row do that is worked on now; for one worker. A slot holds the last of those that fall on it.</summary>
internal sealed class RowEffects
{
    private const int Shift = 9;

    private readonly RowEffect[] _slots = new RowEffect[1 << Shift];

    public int Row { get; private set; }

    /// <summary>Goes on to another row: what was found for the last one is forgotten.</summary>
    public void BeginRow() => Row++;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref RowEffect SlotOf(KnownStep step, uint devicesView) => ref _slots[FibonacciHash.Of(step.Bits ^ ((ulong)devicesView << 40), Shift)];
}

/// <summary>What a shared step does in the states of a row that look alike to it.</summary>
/// <param name="Step">The step.</param>
/// <param name="DevicesView">What a step of guest and VMM sees of the devices.</param>
/// <param name="Row">The row.</param>
/// <param name="IsTaken">Whether it is enabled.</param>
/// <param name="Violated">The properties that it violates.</param>
/// <param name="HostAfter">What guest and VMM do afterwards.</param>
/// <param name="DevicesWrite">What it writes to the devices.</param>
internal readonly record struct RowEffect(
    KnownStep Step, uint DevicesView, int Row, uint HostAfter, uint DevicesWrite, PropertySet Violated, bool IsTaken);
