namespace RaceModel.Checks.Catalogues;

/// <summary>Real software: the hardware it runs on and what it does there.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Hardware">The hardware.</param>
/// <param name="Protocol">The VMM and the kernel.</param>
/// <param name="Source">Where it was read, in one line.</param>
public sealed record SoftwareRow(string Name, HardwareProfile Hardware, Protocol Protocol, string Source = "");
