using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RaceModel.Checks.Catalogues;

/// <summary>
/// Hardware profiles, parts of protocols, guest programs and rows of real software by name: those that are shipped, then those
/// of the user's own files. It never changes; adding a file makes another one.
/// </summary>
public sealed class Catalogue
{
    private static readonly ImmutableArray<string> SectionKeys =
    [
        SectionFormats.Hardware.Section, SectionFormats.Enable.Section, SectionFormats.Query.Section,
        SectionFormats.Unmap.Section, SectionFormats.Guests.Section, SectionFormats.Software.Section,
    ];

    private Catalogue()
    {
        Hardware = new(SectionFormats.Hardware);
        Enable = new(SectionFormats.Enable);
        Query = new(SectionFormats.Query);
        Unmap = new(SectionFormats.Unmap);
        Guests = new(SectionFormats.Guests);
        Software = new(SectionFormats.Software);
    }

    private Catalogue(Catalogue known, JsonFile file, JObject sections)
    {
        Hardware = known.Hardware.With(file, sections, this);
        Enable = known.Enable.With(file, sections, this);
        Query = known.Query.With(file, sections, this);
        Unmap = known.Unmap.With(file, sections, this);
        Guests = known.Guests.With(file, sections, this);

        // Last, wherever it stands in the file: its rows name entries of the other sections.
        Software = known.Software.With(file, sections, this);
    }

    /// <summary>What is shipped.</summary>
    public static Catalogue Shipped { get; } = ReadShipped();

    /// <summary>Kinds of IOMMU.</summary>
    public CatalogueSection<HardwareProfile> Hardware { get; }

    /// <summary>What switching dirty tracking on does.</summary>
    public CatalogueSection<DriverCall> Enable { get; }

    /// <summary>What a query of the dirty pages does.</summary>
    public CatalogueSection<DriverCall> Query { get; }

    /// <summary>What an unmap does while a migration runs.</summary>
    public CatalogueSection<UnmapProtocol> Unmap { get; }

    /// <summary>What a guest does.</summary>
    public CatalogueSection<GuestProgram> Guests { get; }

    /// <summary>Real software.</summary>
    public CatalogueSection<SoftwareRow> Software { get; }

    /// <summary>A catalogue with the entries of a file after those of this one.</summary>
    /// <param name="path">A JSON file with any of the sections hardware, enable, query, unmap, guests and software.</param>
    /// <exception cref="InputException">The file cannot be read, or something in it is wrong.</exception>
    public Catalogue ReadFile(string path) => With(path, InputFile.ReadText(path, "a catalogue file (JSON)"));

    /// <summary>A catalogue with the entries of a file after those of this one.</summary>
    /// <param name="fileName">The file's name, for errors.</param>
    /// <param name="text">The file's text; an entry of it may name entries of this catalogue and of the file itself.</param>
    /// <exception cref="InputException">Something in the file is wrong, or a name is taken.</exception>
    public Catalogue With(string fileName, string text)
    {
        JsonFile file = JsonFile.Parse(fileName, text);
        string expected = $"an object with sections ({string.Join(", ", SectionKeys)})";
        JObject sections = file.ObjectOf(file.Root, expected, "section", ["$schema", .. SectionKeys]);
        if (sections["$schema"] is { } schema) file.TextOf(schema, "the place of the schema as '$schema'");

        return new(this, file, sections);
    }

    private static Catalogue ReadShipped()
    {
        var catalogue = new Catalogue();
        foreach (string section in SectionKeys)
        {
            string resource = $"Catalogue/{section}.json";
            using var reader = new StreamReader(typeof(Catalogue).Assembly.GetManifestResourceStream(resource)!);
            catalogue = catalogue.With(resource, reader.ReadToEnd());
        }

        return catalogue;
    }
}
