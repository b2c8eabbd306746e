namespace RaceModel.Checks.Reduction;

/// <summary>Sets of processes, a bit each.</summary>
internal static class Processes
{
    public const int GuestNumber = 0, TrapNumber = 1, MigrationNumber = 2, FirstDmaNumber = 3;

    public const uint Guest = 1U << GuestNumber, Trap = 1U << TrapNumber, Migration = 1U << MigrationNumber;

    public static uint Dma(int dma) => 1U << (FirstDmaNumber + dma);
}
